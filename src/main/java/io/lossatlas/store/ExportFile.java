package io.lossatlas.store;

import io.lossatlas.store.Publisher.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/**
 * A file that is made from a run for other tools. It is no part of the run: no manifest names it, nothing clears it away,
 * and it can be made again at any time, while others work on the run too.
 */
public final class ExportFile {
    /** Folder of these files within the run. */
    public static final String FOLDER = "export";

    private ExportFile() {}

    /**
     * Writes a file whole, or leaves what was there.
     *
     * @param name without folder
     * @return where it lies
     */
    public static Path write(RunFolder folder, String name, Content content) {
        Path target = folder.resolve(FOLDER + "/" + name);
        Path beside = folder.writesAreAtomic() ? target : folder.resolve(FOLDER + "/_" + name);
        try {
            folder.fs().mkdirs(target.getParent());
            try (FSDataOutputStream out = folder.fs().create(beside, true)) {
                content.writeTo(out);
            }
            if (!beside.equals(target)) {
                folder.replace(beside, target);
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be written".formatted(target), e);
        }
    }
}
