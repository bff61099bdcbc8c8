package io.lossatlas.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks of the driver on a few threads. */
final class SideBySide {
    private SideBySide() {}

    /**
     * Runs all tasks, in their order as threads come free.
     *
     * @param atATime number of threads
     * @param onFailure called when a task throws, so that the others end soon
     * @throws RuntimeException the first that a task throws, after all have ended
     */
    static void run(int atATime, List<Runnable> tasks, Runnable onFailure) {
        ExecutorService threads = Executors.newFixedThreadPool(atATime);
        try {
            ExecutorCompletionService<Void> running = new ExecutorCompletionService<>(threads);
            List<Future<Void>> futures = new ArrayList<>();
            tasks.forEach(task -> futures.add(running.submit(task, null)));
            for (int n = 0; n < futures.size(); n++) {
                running.take().get();
            }
        } catch (ExecutionException e) {
            threads.shutdownNow();
            onFailure.run();
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            threads.shutdownNow();
            onFailure.run();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            threads.shutdown();
        }
    }
}
