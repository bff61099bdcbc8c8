package io.lossatlas.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Threads of the driver that submit Spark jobs and wait for them, so that several are under way at a time. Work may hand in
 * further work. When one piece fails the others are stopped.
 */
public final class JobPool {
    private static final long PATIENCE_SECONDS = 60;

    private final Runnable onFailure;
    private final List<ExecutorService> queues = new ArrayList<>();
    private int open;
    private RuntimeException failure;

    /**
     * A pool without queues.
     *
     * @param onFailure called once when a piece of work throws, to cancel what the others wait for
     */
    public JobPool(Runnable onFailure) {
        this.onFailure = onFailure;
    }

    /** Takes work. */
    public interface Queue {
        /** Runs a piece of work on a thread of the queue, in the order in which pieces come. */
        void submit(Runnable work);
    }

    /** A queue that works on so many pieces at a time. */
    public synchronized Queue queue(int threads) {
        ExecutorService queue = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "lossatlas-driver");
            thread.setDaemon(true);
            return thread;
        });
        queues.add(queue);
        return work -> {
            opens();
            queue.execute(() -> run(work));
        };
    }

    /**
     * Waits until all work is done, work handed in meanwhile included; the pool takes no more then.
     *
     * @throws RuntimeException the first that a piece of work threw, once the others have been stopped
     */
    public void await() {
        try {
            awaitEnd();
            queues.forEach(ExecutorService::shutdownNow);
            if (failure != null) {
                onFailure.run();
                for (ExecutorService queue : queues) {
                    queue.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
                throw failure;
            }
        } catch (InterruptedException e) {
            queues.forEach(ExecutorService::shutdownNow);
            onFailure.run();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private synchronized void awaitEnd() throws InterruptedException {
        while (open > 0 && failure == null) {
            wait();
        }
    }

    private synchronized void opens() {
        open++;
    }

    private void run(Runnable work) {
        RuntimeException thrown = null;
        try {
            work.run();
        } catch (Throwable e) {
            // Scala declares no exceptions: Spark's checked ones come out of any call.
            thrown = e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        } finally {
            closes(thrown);
        }
    }

    private synchronized void closes(RuntimeException thrown) {
        open--;
        if (failure == null) {
            failure = thrown;
        }
        notifyAll();
    }
}
