package io.lossatlas.onnx.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.stream.StreamSupport;

/**
 * The folder of a graph's file, in which its external data lie, and nothing outside of it.
 *
 * @param path without symbolic links
 */
record DataFolder(Path path) {

    /** The folder of a file that exists. */
    static DataFolder of(Path file) throws IOException {
        return new DataFolder(file.toAbsolutePath().normalize().getParent().toRealPath());
    }

    /**
     * Checks a section of a file of this folder.
     *
     * @param location relative to the folder
     * @throws IllegalArgumentException where it leads outside, or the file is too short
     */
    TensorBytes section(String location, long offset, long bytes) throws IOException {
        long length = Files.size(resolve(location));
        if (offset < 0 || bytes > length || offset > length - bytes) {
            throw new IllegalArgumentException("external data: expected %d bytes from byte %d on, found %d bytes in %s"
                    .formatted(bytes, offset, length, location));
        }
        return new TensorBytes.Section(this, location, offset);
    }

    /** Opens a file of this folder at a byte. */
    InputStream open(String location, long offset) throws IOException {
        FileChannel channel = FileChannel.open(resolve(location));
        channel.position(offset);
        return new BufferedInputStream(Channels.newInputStream(channel));
    }

    private Path resolve(String location) throws IOException {
        Path relative;
        try {
            relative = Path.of(location);
        } catch (InvalidPathException e) {
            throw outside(location, e);
        }
        boolean inside = !location.isEmpty()
                && !relative.isAbsolute()
                && location.indexOf('\\') < 0
                && StreamSupport.stream(relative.spliterator(), false)
                        .noneMatch(part -> part.toString().equals(".."));
        if (!inside) {
            throw outside(location, null);
        }
        Path file = path.resolve(relative);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "external data: expected the file %s beside the graph's, found none".formatted(location));
        }
        if (!file.toRealPath().startsWith(path)) {
            throw outside(location, null);
        }
        return file;
    }

    private static IllegalArgumentException outside(String location, Exception cause) {
        return new IllegalArgumentException(
                "external data: expected a file in the folder of the graph's, found '%s'".formatted(location), cause);
    }
}
