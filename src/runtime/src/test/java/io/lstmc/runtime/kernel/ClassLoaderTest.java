package io.lstmc.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An application that is taken out of a server leaves nothing of this library in the server's threads. */
class ClassLoaderTest {

    /** The longest that a busy machine may take to end the warm-up and to collect. */
    private static final long LONGEST = 60_000_000_000L;

    /** What an application does in a thread of its server; loaded once more by a loader of its own. */
    public static final class Application {

        private Application() {}

        public static void compute() {
            int rows = 33;
            FloatProduct product = Kernels.get().floatProduct(new ProductShape(1, 2, 17, 40, 0, 17, 0, 40));
            FloatOuter outer = Kernels.get().floatOuter(new OuterShape(2, 17, 40, 0, 17, 0, 40, 40));
            DoubleOuter doubles = Kernels.get().doubleOuter(new OuterShape(2, 17, 40, 0, 17, 0, 40, 40));
            FloatWeights weights = product.newWeights();
            float[][] a = new float[2][rows * 17];
            float[][] c = new float[2][rows * 40];
            float[] sums = new float[2 * 17 * 40];
            for (int i = 0; i < 300; i++) {
                product.set(rows, a, 0, weights, c, 0);
                outer.add(1, rows, a, 0, 0, c, 0, 0, sums, new int[] {0, 17 * 40});
                Kernels.get().rowSums(rows, 40, c[0], 40, c[1]);
            }
            doubles.add(
                    1, 1, new double[2][17], 0, 0, new double[1][40], 0, 0, new double[2 * 17 * 40], new int[] {0, 680
                    });
        }
    }

    @Test
    void theClassLoaderIsCollectedWhileTheThreadLives() throws Exception {
        ExecutorService server = Executors.newSingleThreadExecutor();
        try {
            WeakReference<ClassLoader> loader =
                    server.submit(ClassLoaderTest::deploy).get();
            for (long end = System.nanoTime() + LONGEST; loader.get() != null && System.nanoTime() < end; ) {
                System.gc();
                TimeUnit.MILLISECONDS.sleep(50);
            }
            assertNull(loader.get());
        } finally {
            server.shutdownNow();
        }
    }

    private static WeakReference<ClassLoader> deploy() throws IOException, ReflectiveOperationException {
        URL[] urls = {where(Kernels.class), where(ClassLoaderTest.class)};
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            Method compute = loader.loadClass(Application.class.getName()).getMethod("compute");
            compute.invoke(null);
            return new WeakReference<>(loader);
        }
    }

    private static URL where(Class<?> type) throws IOException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .toUri()
                .toURL();
    }
}
