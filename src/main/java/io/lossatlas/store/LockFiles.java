package io.lossatlas.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The files behind a run's lock, in a folder of their own: one that a process works under, and those of processes that
 * died. They are numbered; on local disks and HDFS a number can be taken once only. An object store cannot refuse a
 * write, so that there each file has a name of its own.
 */
final class LockFiles {
    private final RunFolder folder;

    LockFiles(RunFolder folder) {
        this.folder = folder;
    }

    /** All of them, by name. */
    List<Path> list() throws IOException {
        return Arrays.stream(folder.list(folder.lock()))
                .map(FileStatus::getPath)
                .sorted(Comparator.comparing(Path::getName))
                .toList();
    }

    /** The owner that a file names; nothing while it is being written, or when it is gone. */
    Optional<LockOwner> owner(Path file) throws IOException {
        try (InputStream in = folder.fs().open(file)) {
            return LockOwner.parse(in.readAllBytes());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** The name of an owner's file that comes after others. */
    Path after(List<Path> others, LockOwner owner) {
        int number = others.isEmpty()
                ? 1
                : 1 + Integer.parseInt(others.get(others.size() - 1).getName().substring(0, 5));
        String name =
                folder.writesAreAtomic() ? "%05d-%s.json".formatted(number, owner.id()) : "%05d.json".formatted(number);
        return new Path(folder.lock(), name);
    }

    /** Creates a file that is not there; false when another process was faster. */
    boolean create(Path file, LockOwner owner) throws IOException {
        folder.fs().mkdirs(folder.lock());
        try {
            if (folder.isLocal()) {
                // Hadoop's local file system looks first and creates then.
                Files.write(java.nio.file.Path.of(file.toUri()), owner.json(), StandardOpenOption.CREATE_NEW);
            } else {
                write(file, owner, folder.writesAreAtomic());
            }
            return true;
        } catch (FileAlreadyExistsException | org.apache.hadoop.fs.FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Shows that the owner is alive: the file's time changes. */
    void touch(Path file, LockOwner owner) throws IOException {
        if (folder.writesAreAtomic()) {
            write(file, owner, true);
        } else {
            folder.fs().setTimes(file, System.currentTimeMillis(), -1);
        }
    }

    /** A stamp that changes with every touch; nothing when the file is gone. */
    Optional<Long> beat(Path file) throws IOException {
        try {
            return Optional.of(folder.fs().getFileStatus(file).getModificationTime());
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    void delete(Path file) throws IOException {
        folder.fs().delete(file, false);
    }

    /** Deletes the folder when nothing is left in it. */
    void tidy() throws IOException {
        if (list().isEmpty()) {
            folder.fs().delete(folder.lock(), false);
        }
    }

    private void write(Path file, LockOwner owner, boolean overwrite) throws IOException {
        try (FSDataOutputStream out = folder.fs().create(file, overwrite)) {
            out.write(owner.json());
        }
    }
}
