package io.lstmc.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertNull;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.GeneratedFile;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.runtime.Model;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An application server drops an application with its class loader, the runtime's classes among those, while its threads
 * go on: nothing that a thread keeps may hold them.
 */
class ClassUnloadingTest {

    private static final int ATTEMPTS = 600;

    private static final String USE = """
            package use;
            import com.example.Series;
            public final class Use implements java.util.concurrent.Callable<Object> {
                public Use() {}
                @Override public Object call() throws Exception {
                    Series model = new Series();
                    Series.Data data = new Series.Data();
                    for (int i = 0; i < 40; i++) {
                        data.add(new FLOAT[36], new FLOAT[3]);
                    }
                    model.train(data);
                    model.train(data, model.training().withThreads(2), report -> {});
                    Series.Pass pass = model.newPass().add(new FLOAT[36], new FLOAT[3]);
                    pass.forward();
                    pass.backward();
                    Series.Stream stream = model.stream();
                    stream.step(new FLOAT[4]);
                    return model.predict(new FLOAT[36])[0] + model.evaluate(data);
                }
            }
            """;

    /** As a server has it: its own copy of the runtime, and nothing but the JDK above it. */
    private static final class Application extends URLClassLoader {

        private final Map<String, byte[]> classes;

        Application(URL runtime, Map<String, byte[]> classes) {
            super(new URL[] {runtime}, ClassLoader.getPlatformClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void aThreadThatTrainedAndPredictedDoesNotHoldTheClasses(Precision precision) throws Exception {
        String text = """
                package com.example
                model Series {
                  time   T = 9
                  input  x[T, 4]
                  target y[3]
                  layer  a = LSTM(x, units: 64)
                  layer  b = dropout(a, rate: 0.3)
                  output p = Dense(last(b), units: 3)
                  loss   mse(p, y)
                  train { optimizer adam(lr: 0.02)  epochs 2  batch 32 }
                }
                """;
        GeneratedFile model = LstmCompiler.compile(
                        new SourceText("test.lstm", text), CompileOptions.DEFAULT.with(precision))
                .files()
                .get(0);
        String type = precision == Precision.FLOAT ? "float" : "double";
        Map<String, byte[]> classes =
                JavaCheck.compile(model, new GeneratedFile("use/Use.java", USE.replace("FLOAT", type)));
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            pool.submit(() -> {}).get();
            WeakReference<ClassLoader> application = run(pool, classes);
            for (int i = 0; i < ATTEMPTS && application.get() != null; i++) {
                System.gc();
                Thread.sleep(50);
            }
            assertNull(application.get());
        } finally {
            pool.shutdown();
        }
    }

    private static WeakReference<ClassLoader> run(ExecutorService pool, Map<String, byte[]> classes) throws Exception {
        URL runtime = Model.class.getProtectionDomain().getCodeSource().getLocation();
        try (Application application = new Application(runtime, classes)) {
            Callable<?> use = (Callable<?>)
                    application.loadClass("use.Use").getConstructor().newInstance();
            pool.submit(use).get();
            return new WeakReference<>(application);
        }
    }
}
