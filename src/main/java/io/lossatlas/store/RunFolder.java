package io.lossatlas.store;

import io.lossatlas.config.RefusedException;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** The paths of a run, on any Hadoop file system. */
public final class RunFolder {
    /** Folder of the DL4J model files. */
    public static final String MODELS = "models";

    /** Folder of trainings that were left off. */
    public static final String CHECKPOINTS = "checkpoints";

    /** Folder of curvature computations that were left off. */
    public static final String PRODUCTS = "products";

    /** Folder of the pictures. */
    public static final String PICTURES = "pictures";

    /** The page. */
    public static final String PAGE = "report.html";

    private static final String MANIFEST = "manifest.json";
    private static final String STAGING = "_staging";
    private static final String LOCK = "_lock";
    private static final String NEXT_MANIFEST = "_manifest.next";
    private static final Set<String> OBJECT_STORES = Set.of("s3a", "s3", "gs", "oss", "cosn", "wasb", "wasbs");

    private final Path root;
    private final FileSystem fs;
    private final Configuration hadoop;

    private RunFolder(Path root, FileSystem fs, Configuration hadoop) {
        this.root = root;
        this.fs = fs;
        this.hadoop = hadoop;
    }

    /**
     * The folder of a run, which need not exist yet.
     *
     * @param uri a path, or a URI of any file system that Hadoop knows
     * @throws RefusedException when there is no such file system, or a file of that name
     */
    public static RunFolder at(String uri, Configuration hadoop) {
        try {
            Path path = new Path(uri);
            FileSystem fs = path.getFileSystem(hadoop);
            // Hashes of our own guard the tables; Hadoop's .crc files beside them would only clutter a local folder.
            FileSystem plain = fs instanceof LocalFileSystem local ? local.getRaw() : fs;
            Path root = plain.makeQualified(path);
            if (plain.exists(root) && !plain.getFileStatus(root).isDirectory()) {
                throw new RefusedException("output %s: expected a run's folder, found a file".formatted(uri));
            }
            return new RunFolder(root, plain, hadoop);
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedException(
                    "output %s: cannot be used as a run's folder: %s".formatted(uri, e.getMessage()), e);
        }
    }

    /** The folder itself. */
    public Path root() {
        return root;
    }

    /** Where the folder lies. */
    public FileSystem fs() {
        return fs;
    }

    /** A file or folder of the run, by its relative path. */
    public Path resolve(String relative) {
        return new Path(root, relative);
    }

    /** The manifest. */
    public Path manifest() {
        return resolve(MANIFEST);
    }

    /** Where unpublished files are written; no table's glob reaches it. */
    public Path staging() {
        return resolve(STAGING);
    }

    /** The next manifest, while it is being written beside the one that holds. */
    Path nextManifest() {
        return resolve(NEXT_MANIFEST);
    }

    /** Where processes leave word that they work on the run. */
    Path lock() {
        return resolve(LOCK);
    }

    /**
     * Replaces a file by another so that a reader finds the one or the other, whole.
     *
     * @param from a finished file beside it
     * @param to the file to replace, which may be absent
     */
    void replace(Path from, Path to) throws IOException {
        if (isLocal()) {
            if (!fs.rename(from, to)) {
                throw new IOException("cannot rename %s to %s".formatted(from, to));
            }
        } else {
            FileContext.getFileContext(root.toUri(), hadoop).rename(from, to, Options.Rename.OVERWRITE);
        }
    }

    /** Whether writing a file under its final name is atomic here while renaming is not: an object store. */
    boolean writesAreAtomic() {
        return OBJECT_STORES.contains(fs.getUri().getScheme().toLowerCase(Locale.ROOT));
    }

    /** Moves a finished file to its place, where no file of that name is. */
    void move(Path from, Path to) throws IOException {
        fs.mkdirs(to.getParent());
        if (!fs.rename(from, to)) {
            throw new IOException("cannot rename %s to %s".formatted(from, to));
        }
    }

    /** The files directly in a folder; none when the folder is absent. */
    FileStatus[] list(Path folder) throws IOException {
        return fs.exists(folder) ? fs.listStatus(folder) : new FileStatus[0];
    }

    /** Whether the run lies on this machine's own file system. */
    boolean isLocal() {
        return fs.getUri().getScheme().equals("file");
    }

    @Override
    public String toString() {
        return isLocal() ? root.toUri().getPath() : root.toString();
    }
}
