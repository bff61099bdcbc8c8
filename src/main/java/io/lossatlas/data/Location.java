package io.lossatlas.data;

import io.lossatlas.config.Secrets;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where a file is.
 *
 * @param text a Hadoop path or URI, or {@code classpath:} and the path of a resource
 */
record Location(String text) {
    private static final String CLASSPATH = "classpath:";

    /** A file in a folder, or by itself when its name is absolute or a URI. */
    static Location in(String folder, String file) {
        if (file.startsWith("/") || file.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
            return new Location(file);
        }
        return new Location(folder.endsWith("/") ? folder + file : folder + "/" + file);
    }

    /** The location without user and password. */
    String display() {
        return Secrets.mask(text);
    }

    /** Opens the file; empty when there is none. */
    Optional<InputStream> open(Configuration hadoop) {
        try {
            return text.startsWith(CLASSPATH) ? resource() : file(hadoop);
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw unopened(e);
        }
    }

    /**
     * Opens the file.
     *
     * @param expected what it should be, for the message that there is none
     * @throws DataFileException when there is none
     */
    InputStream required(String expected, Configuration hadoop) {
        return open(hadoop).orElseThrow(() -> new DataFileException(display(), 0, expected, "no such file"));
    }

    /** Whether there is a file that can be opened. */
    boolean exists(Configuration hadoop) {
        Optional<InputStream> content = open(hadoop);
        try {
            if (content.isPresent()) {
                content.get().close();
            }
        } catch (IOException e) {
            throw unopened(e);
        }
        return content.isPresent();
    }

    private DataFileException unopened(Exception e) {
        return new DataFileException(display(), 0, "a file that can be opened", Secrets.mask(String.valueOf(e)), e);
    }

    private Optional<InputStream> resource() {
        String name = text.substring(CLASSPATH.length()).replaceFirst("^/+", "");
        return Optional.ofNullable(Location.class.getClassLoader().getResourceAsStream(name));
    }

    private Optional<InputStream> file(Configuration hadoop) throws IOException {
        Path path = new Path(text);
        FileSystem fs = path.getFileSystem(hadoop);
        FileStatus status = fs.getFileStatus(path);
        if (status.isDirectory()) {
            throw new DataFileException(display(), 0, "a file", "a folder");
        }
        return Optional.of(fs.open(path));
    }
}
