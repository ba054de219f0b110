package io.lstmc.runtime;

import io.lstmc.runtime.generated.Workspace;
import io.lstmc.runtime.tensor.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs a batch through the model in blocks of as many rows as a workspace holds, several blocks at a time.
 *
 * <p>A block's numbers do not depend on the thread that computes it, and blocks are summed in their order. Hence the
 * result has the same bits for any number of threads.
 */
final class BlockRunner implements AutoCloseable {

    private final Model model;
    private final int threads;
    private final List<Workspace> workspaces = new ArrayList<>();
    private final Storage total;

    private final ExecutorService pool;

    BlockRunner(Model model, int threads) {
        this.model = model;
        this.threads = threads;
        this.total = model.values().zeros();
        this.pool = threads == 1 ? null : pool(threads - 1);
        workspaces.add(model.newWorkspace());
    }

    private static ExecutorService pool(int size) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), BlockRunner::daemon);
        // Nobody need close what takes single steps.
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    int threads() {
        return threads;
    }

    /** What a batch gave: the sum of its rows' losses, and the gradient of their mean, valid until the next call. */
    record Result(double loss, Gradient gradient) {}

    /**
     * Loss and gradient of the {@code rows} samples from {@code order[from]} on, in training mode.
     *
     * @param lanes whose states the rows go on from, unless they are the first, and bring to where the rows end; {@code null}
     *     if each sample begins by itself
     */
    Result gradient(Samples samples, int[] order, int from, int rows, long seed, Lanes lanes) {
        Batch batch = new Batch(samples, order, from, rows, true, seed, lanes);
        int block = workspaces.get(0).block;
        boolean single = rows <= block;
        double[] loss = {0};
        inOrder(batch, (w, l) -> {
            loss[0] += l;
            if (!single) {
                if (w.firstRow == 0) {
                    total.copyFrom(w.gradient.values());
                } else {
                    total.add(w.gradient.values());
                }
            }
        });
        Storage derivatives = single ? workspaces.get(0).gradient.values() : total;
        return new Result(loss[0], new Gradient(model, derivatives, 0));
    }

    /**
     * The mean loss of all samples, not in training mode.
     *
     * @param carry whether each sample goes on from the one before; they are computed one by one then
     */
    double meanLoss(Samples samples, boolean carry) {
        int[] order = new int[samples.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        double[] loss = {0};
        Lanes lanes = carry ? new Lanes(model, 1) : null;
        int rows = carry ? 1 : order.length;
        for (int from = 0; from < order.length; from += rows) {
            inOrder(new Batch(samples, order, from, rows, false, 0, lanes), (w, l) -> loss[0] += l);
        }
        return loss[0] / order.length;
    }

    private record Batch(Samples samples, int[] order, int from, int rows, boolean training, long seed, Lanes lanes) {

        /** Whether a row goes on from the states of its lane. */
        boolean goesOn(int row) {
            return from > 0 && !samples.begins(order[from + row]);
        }
    }

    private interface Sink {
        void accept(Workspace w, double loss);
    }

    private void inOrder(Batch batch, Sink sink) {
        int block = workspaces.get(0).block;
        int blocks = (batch.rows + block - 1) / block;
        for (int first = 0; first < blocks; first += threads) {
            int wave = Math.min(threads, blocks - first);
            while (workspaces.size() < wave) {
                workspaces.add(model.newWorkspace());
            }
            double[] losses = runWave(batch, first, wave);
            for (int i = 0; i < wave; i++) {
                sink.accept(workspaces.get(i), losses[i]);
            }
        }
    }

    private double[] runWave(Batch batch, int first, int wave) {
        List<Future<Double>> others = new ArrayList<>();
        for (int i = 1; i < wave; i++) {
            Workspace w = workspaces.get(i);
            int block = first + i;
            others.add(pool.submit(() -> run(batch, w, block)));
        }
        double[] losses = new double[wave];
        RuntimeException failure = null;
        try {
            losses[0] = run(batch, workspaces.get(0), first);
        } catch (RuntimeException e) {
            failure = e;
        }
        for (int i = 1; i < wave; i++) {
            try {
                losses[i] = await(others.get(i - 1));
            } catch (ExecutionException e) {
                failure =
                        failure != null ? failure : new IllegalStateException("a training thread failed", e.getCause());
            }
        }
        if (failure != null) {
            throw failure;
        }
        return losses;
    }

    private double run(Batch batch, Workspace w, int block) {
        w.firstRow = block * w.block;
        w.rows = Math.min(w.block, batch.rows - w.firstRow);
        w.training = batch.training;
        w.seed = batch.seed;
        model.fill(w, batch.samples, batch.order, batch.from + w.firstRow);
        begin(batch, w);
        double loss = model.forwardLoss(w);
        if (batch.lanes != null) {
            batch.lanes.end(w);
        }
        if (batch.training) {
            model.prepareGradient(w);
            model.backward(w, 1.0 / batch.rows);
        }
        return loss;
    }

    private void begin(Batch batch, Workspace w) {
        if (batch.lanes != null) {
            for (int row = 0; row < w.rows; row++) {
                batch.lanes.begin(w, row, batch.goesOn(w.firstRow + row));
            }
        }
    }

    /** Waits to the end, because the workspaces are in use; an interruption is kept for the trainer to see. */
    private static double await(Future<Double> future) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "lstmc-training");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdown();
        }
    }
}
