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
public final class Crew {
    private static final long PATIENCE_SECONDS = 60;

    private final Runnable onFailure;
    private final List<ExecutorService> lanes = new ArrayList<>();
    private int open;
    private RuntimeException failure;

    /**
     * A crew without lanes.
     *
     * @param onFailure called once when a piece of work throws, to cancel what the others wait for
     */
    public Crew(Runnable onFailure) {
        this.onFailure = onFailure;
    }

    /** Takes work. */
    public interface Lane {
        /** Runs a piece of work on a thread of the lane, in the order in which pieces come. */
        void submit(Runnable work);
    }

    /** A lane that works on so many pieces at a time. */
    public synchronized Lane lane(int threads) {
        ExecutorService lane = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "lossatlas-driver");
            thread.setDaemon(true);
            return thread;
        });
        lanes.add(lane);
        return work -> {
            opens();
            lane.execute(() -> run(work));
        };
    }

    /**
     * Waits until all work is done, work handed in meanwhile included; the crew takes no more then.
     *
     * @throws RuntimeException the first that a piece of work threw, once the others have been stopped
     */
    public void await() {
        try {
            awaitEnd();
            lanes.forEach(ExecutorService::shutdownNow);
            if (failure != null) {
                onFailure.run();
                for (ExecutorService lane : lanes) {
                    lane.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
                throw failure;
            }
        } catch (InterruptedException e) {
            lanes.forEach(ExecutorService::shutdownNow);
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
