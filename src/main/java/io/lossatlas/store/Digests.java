package io.lossatlas.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = folder.fs().open(path)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Whether a file is as it was published. */
    boolean intact(FileRecord file) {
        Path path = folder.resolve(file.path());
        try {
            return folder.fs().getFileStatus(path).getLen() == file.bytes()
                    && sha256(path).equals(file.sha256());
        } catch (FileNotFoundException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be read".formatted(path), e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
