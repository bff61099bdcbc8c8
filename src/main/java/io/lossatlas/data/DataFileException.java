package io.lossatlas.data;

import io.lossatlas.config.RefusedException;
import java.io.Serial;

/** A data file refused: missing, unreadable, or not what its header or its neighbours promise. */
public final class DataFileException extends RefusedException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String file;
    private final long offset;
    private final String expected;
    private final String found;

    /**
     * A file that is not as expected.
     *
     * @param file as the user knows it
     * @param offset byte of the uncompressed content at which it went wrong
     */
    public DataFileException(String file, long offset, String expected, String found) {
        this(file, offset, expected, found, null);
    }

    /** The same, for what another exception told of. */
    public DataFileException(String file, long offset, String expected, String found, Throwable cause) {
        super("%s: at byte %d expected %s, found %s".formatted(file, offset, expected, found), cause);
        this.file = file;
        this.offset = offset;
        this.expected = expected;
        this.found = found;
    }

    /** The file, without any password of its URI. */
    public String file() {
        return file;
    }

    /** Byte of the uncompressed content at which it went wrong; 0 where the file could not be opened. */
    public long offset() {
        return offset;
    }

    /** The expected content. */
    public String expected() {
        return expected;
    }

    /** The content that was found. */
    public String found() {
        return found;
    }
}
