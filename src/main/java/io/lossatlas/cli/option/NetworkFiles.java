package io.lossatlas.cli.option;

import io.lossatlas.config.RefusedException;
import io.lossatlas.config.Secrets;
import io.lossatlas.config.identity.Sha256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Files of networks, local or of any Hadoop file system.
 *
 * @param hadoop names the file systems
 */
public record NetworkFiles(Configuration hadoop) {
    private static final String LOCAL = "file";

    /** Reads an open file. */
    @FunctionalInterface
    interface Reader<T> {
        T read(InputStream in, long length) throws IOException;
    }

    /** The name of a file, without folder. */
    static String name(String file) {
        return new Path(file).getName();
    }

    /**
     * Reads a file.
     *
     * @param source what to call it in a refusal
     * @throws RefusedException when it cannot be read
     */
    <T> T open(String file, String source, Reader<T> reader) {
        try {
            Path path = new Path(file);
            FileSystem fs = path.getFileSystem(hadoop);
            FileStatus status = fs.getFileStatus(path);
            if (status.isDirectory()) {
                throw new RefusedException("%s: expected a file, found a folder".formatted(source));
            }
            try (InputStream in = fs.open(path)) {
                return reader.read(in, status.getLen());
            }
        } catch (FileNotFoundException e) {
            throw new RefusedException("%s: expected a file, found none".formatted(source), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedException(
                    "%s: cannot be read: %s".formatted(source, Secrets.mask(String.valueOf(e.getMessage()))), e);
        }
    }

    /** Reads a file by its local path: where it lies elsewhere, a copy that is gone afterwards. */
    <T> T local(String file, Function<java.nio.file.Path, T> reader) {
        Optional<java.nio.file.Path> here = localPath(file);
        return here.isPresent()
                ? reader.apply(here.get())
                : open(file, Secrets.mask(file), (in, length) -> copied(in, name(file), reader));
    }

    /** The local path of a file: where it lies elsewhere, {@code copy}, to which it is copied. */
    java.nio.file.Path kept(String file, java.nio.file.Path copy) {
        return localPath(file)
                .orElseGet(() -> open(file, Secrets.mask(file), (in, length) -> {
                    Files.copy(in, copy);
                    return copy;
                }));
    }

    private Optional<java.nio.file.Path> localPath(String file) {
        Path path = new Path(file);
        try {
            boolean local = path.getFileSystem(hadoop).getScheme().equals(LOCAL);
            return local ? Optional.of(java.nio.file.Path.of(path.toUri().getPath())) : Optional.empty();
        } catch (IOException e) {
            throw new RefusedException(
                    "%s: cannot be read: %s"
                            .formatted(Secrets.mask(file), Secrets.mask(String.valueOf(e.getMessage()))),
                    e);
        }
    }

    private static <T> T copied(InputStream in, String name, Function<java.nio.file.Path, T> reader)
            throws IOException {
        java.nio.file.Path folder = Files.createTempDirectory("lossatlas-network");
        java.nio.file.Path copy = folder.resolve(name);
        try {
            Files.copy(in, copy);
            return reader.apply(copy);
        } finally {
            Files.deleteIfExists(copy);
            Files.delete(folder);
        }
    }

    /** The hash of a file, in hexadecimal. */
    String sha256(String file) {
        return open(file, Secrets.mask(file), (in, length) -> {
            MessageDigest digest = Sha256.digest();
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return Sha256.hex(digest);
        });
    }
}
