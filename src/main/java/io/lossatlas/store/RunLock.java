package io.lossatlas.store;

import io.lossatlas.config.RefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * The right to write into a run's folder, which one process has at a time. The owner touches its file every {@link
 * Pace#beat()}. A process of this machine that no longer exists, or one elsewhere whose file is not touched for {@link
 * Pace#lease()}, is dead, and its lock is taken over. No clocks are compared.
 *
 * <p>A process writes its file first and looks for others then, so that of two that start together at least one sees the
 * other; the one whose name comes first waits for the other to withdraw. On local disks and HDFS the file is moreover
 * created atomically. On an object store this rests on listings that show every finished write, which S3 has promised since
 * 2020. What remains everywhere is an owner that sleeps for longer than the lease, say in a suspended machine, and is taken
 * for dead: until its next beat, at most one {@link Pace#beat()} after it wakes, it may publish once more.
 */
public final class RunLock implements AutoCloseable {
    /** After Spark has stopped its jobs and before Hadoop closes its file systems. */
    private static final int SHUTDOWN_PRIORITY = 20;

    /**
     * How often an owner shows that it is alive, and how long others wait for that.
     *
     * @param beat between two touches
     * @param lease without a touch after which an owner is dead
     * @param look between two looks of one who waits
     */
    record Pace(Duration beat, Duration lease, Duration look) {
        static final Pace DEFAULT = new Pace(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(1));
    }

    private final RunFolder folder;
    private final LockFiles files;
    private final LockOwner self;
    private final Path file;
    private final Pace pace;
    private final Runnable release = this::release;
    private final Thread heart = new Thread(this::live, "lossatlas-lock");
    private volatile long lastBeat = System.nanoTime();
    private volatile boolean lost;

    private RunLock(RunFolder folder, LockFiles files, LockOwner self, Path file, Pace pace) {
        this.folder = folder;
        this.files = files;
        this.self = self;
        this.file = file;
        this.pace = pace;
    }

    /**
     * Takes the lock of a folder, which is made where it is absent. It is given back by {@link #close}, and when the process
     * is told to end.
     *
     * @param tell told when there is something to wait for
     * @throws RefusedException when another process works on the run, or the folder cannot be written
     */
    public static RunLock acquire(RunFolder folder, Consumer<String> tell) {
        return acquire(folder, LockOwner.self(), Pace.DEFAULT, tell);
    }

    static RunLock acquire(RunFolder folder, LockOwner self, Pace pace, Consumer<String> tell) {
        try {
            RunLock lock = new Contender(folder, new LockFiles(folder), self, pace, tell).contend();
            lock.hold();
            return lock;
        } catch (IOException e) {
            throw new RefusedException("output %s: cannot be written: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** The folder that it guards. */
    public RunFolder folder() {
        return folder;
    }

    /**
     * Checks that the lock is still this process's.
     *
     * @throws IllegalStateException when another process has taken it over
     */
    public void requireHeld() {
        if (lost) {
            throw new IllegalStateException(
                    "output %s: the lock was taken over by another process, or given back".formatted(folder));
        }
    }

    private void hold() {
        ShutdownHookManager.get().addShutdownHook(release, SHUTDOWN_PRIORITY);
        heart.setDaemon(true);
        heart.start();
    }

    private void live() {
        try {
            while (!lost) {
                TimeUnit.MILLISECONDS.sleep(pace.beat.toMillis());
                beat();
            }
        } catch (InterruptedException givenBack) {
            lost = true;
        }
    }

    private synchronized void beat() {
        try {
            lost = lost || files.owner(file).filter(self::equals).isEmpty();
            if (!lost) {
                files.touch(file, self);
                lastBeat = System.nanoTime();
            }
        } catch (IOException e) {
            lost = System.nanoTime() - lastBeat > pace.lease.toNanos();
        }
    }

    @Override
    public void close() {
        if (!ShutdownHookManager.get().isShutdownInProgress()) {
            ShutdownHookManager.get().removeShutdownHook(release);
            release();
        }
    }

    private synchronized void release() {
        lost = true;
        heart.interrupt();
        try {
            if (files.owner(file).filter(self::equals).isPresent()) {
                files.delete(file);
            }
            files.tidy();
        } catch (IOException e) {
            throw new UncheckedIOException("output %s: the lock cannot be given back".formatted(folder), e);
        }
    }

    /** One that wants the lock. */
    private record Contender(RunFolder folder, LockFiles files, LockOwner self, Pace pace, Consumer<String> tell) {
        RunLock contend() throws IOException {
            List<Path> dead = files.list();
            for (Path other : dead) {
                if (isAlive(other)) {
                    throw refusal(other);
                }
            }
            Path own = files.after(dead, self);
            if (!files.create(own, self)) {
                throw refusal(own);
            }
            List<Path> rivals = rivals(own, dead);
            if (!rivals.isEmpty()) {
                files.delete(own);
                throw refusal(rivals.get(0));
            }
            for (Path left : dead) {
                files.delete(left);
            }
            return new RunLock(folder, files, self, own, pace);
        }

        /** Others that came at the same time; the first by name waits for them to withdraw. */
        private List<Path> rivals(Path own, List<Path> dead) throws IOException {
            List<Path> rivals = others(own, dead);
            long end = System.nanoTime() + pace.beat.toNanos();
            while (!rivals.isEmpty()
                    && own.getName().compareTo(rivals.get(0).getName()) < 0
                    && System.nanoTime() < end) {
                pause();
                rivals = others(own, dead);
            }
            return rivals;
        }

        private List<Path> others(Path own, List<Path> dead) throws IOException {
            List<Path> others = new ArrayList<>(files.list());
            others.removeIf(file -> file.getName().equals(own.getName()) || dead.contains(file));
            return others;
        }

        private boolean isAlive(Path other) throws IOException {
            Optional<LockOwner> owner = files.owner(other);
            if (owner.isPresent() && owner.get().isLocal()) {
                return owner.get().isAlive();
            }
            tell.accept("the run is locked by %s; looking for up to %d s whether it is alive"
                    .formatted(owner.map(LockOwner::describe).orElse("another process"), pace.lease.toSeconds()));
            Optional<Long> before = files.beat(other);
            long end = System.nanoTime() + pace.lease.toNanos();
            while (System.nanoTime() < end) {
                pause();
                Optional<Long> now = files.beat(other);
                if (now.isEmpty()) {
                    return false;
                }
                if (!now.equals(before)) {
                    return true;
                }
            }
            return false;
        }

        private RefusedException refusal(Path other) throws IOException {
            return new RefusedException("output %s: another run works on it: %s"
                    .formatted(
                            folder,
                            files.owner(other).map(LockOwner::describe).orElse("it started at this very moment")));
        }

        private void pause() {
            try {
                TimeUnit.MILLISECONDS.sleep(pace.look.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
