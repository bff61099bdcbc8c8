package io.lossatlas.store;

import io.lossatlas.config.identity.Sha256;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import org.apache.hadoop.fs.Path;

/** SHA-256 of files of a run. */
final class Digests {
    private static final int BUFFER = 1 << 16;

    private final RunFolder folder;

    Digests(RunFolder folder) {
        this.folder = folder;
    }

    /** The hash of a file's content, in hexadecimal. */
    String sha256(Path path) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = folder.fs().open(path)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return Sha256.hex(digest);
    }

    /** Whether a file is as it was published. */
    boolean intact(FileRecord file) {
        return holds(file, path -> sha256(path).equals(file.sha256()));
    }

    /** Whether a file is there and as long as it was published. */
    boolean there(FileRecord file) {
        return holds(file, path -> true);
    }

    private interface Content {
        boolean holds(Path path) throws IOException;
    }

    private boolean holds(FileRecord file, Content content) {
        Path path = folder.resolve(file.path());
        try {
            return folder.fs().getFileStatus(path).getLen() == file.bytes() && content.holds(path);
        } catch (FileNotFoundException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be read".formatted(path), e);
        }
    }
}
