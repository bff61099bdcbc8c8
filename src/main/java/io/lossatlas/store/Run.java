package io.lossatlas.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.lossatlas.config.RefusedException;
import io.lossatlas.store.parquet.RowsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A run that is open: its folder and its manifest as last published. Safe for use by several threads of the driver. */
public final class Run {
    private static final long ROWS_IN_DRIVER = 20_000;

    private final RunFolder folder;
    private final ManifestFile file;
    private final Runnable guard;
    private Manifest manifest;

    private Run(RunFolder folder, ManifestFile file, Runnable guard, Manifest manifest) {
        this.folder = folder;
        this.file = file;
        this.guard = guard;
        this.manifest = manifest;
    }

    /**
     * Opens a run for work under a lock: nothing is published once that is lost.
     *
     * @see #open(RunFolder, JsonNode, Map)
     */
    public static Run open(RunLock lock, JsonNode configuration, Map<String, String> provenance) {
        return open(lock.folder(), lock::requireHeld, configuration, provenance);
    }

    /**
     * Opens a run for work, beginning it where the folder is empty or absent. Files that the manifest does not name,
     * left by work that was cut off, are cleared away.
     *
     * @param configuration resolved, secrets masked
     * @param provenance of this process
     * @throws RefusedException when the folder holds something else, or cannot be written
     */
    public static Run open(RunFolder folder, JsonNode configuration, Map<String, String> provenance) {
        return open(folder, () -> {}, configuration, provenance);
    }

    private static Run open(RunFolder folder, Runnable guard, JsonNode configuration, Map<String, String> provenance) {
        ManifestFile file = new ManifestFile(folder);
        try {
            Manifest manifest = file.read().orElseGet(() -> Manifest.empty(configuration, provenance));
            if (manifest.publication() == 0) {
                requireUsable(folder);
                folder.fs().mkdirs(folder.root());
            }
            Run run = new Run(folder, file, guard, manifest);
            run.commit(draft -> draft.describe(configuration, provenance));
            run.clearLeftovers();
            return run;
        } catch (IOException e) {
            throw new RefusedException("output %s: cannot be written: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /**
     * Opens a run for reading.
     *
     * @throws RefusedException when the folder holds no manifest
     */
    public static Run read(RunFolder folder) {
        return read(folder, () -> {});
    }

    /** Opens a run that is there under a lock: nothing is published once that is lost. */
    public static Run read(RunLock lock) {
        return read(lock.folder(), lock::requireHeld);
    }

    private static Run read(RunFolder folder, Runnable guard) {
        ManifestFile file = new ManifestFile(folder);
        try {
            return new Run(
                    folder,
                    file,
                    guard,
                    file.read()
                            .orElseThrow(() -> new RefusedException(
                                    "output %s: expected a run's folder, found no manifest.json in it"
                                            .formatted(folder))));
        } catch (IOException e) {
            throw new RefusedException("output %s: cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** Whether a run has begun in the folder. */
    public static boolean exists(RunFolder folder) {
        try {
            return folder.fs().exists(folder.manifest());
        } catch (IOException e) {
            throw new RefusedException("output %s: cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /**
     * Checks that a run lies in the folder, or can begin there.
     *
     * @throws RefusedException when the folder holds something else
     */
    public static void requireUsable(RunFolder folder) {
        try {
            for (FileStatus found : folder.list(folder.root())) {
                Path path = found.getPath();
                boolean ours = path.equals(folder.lock()) || path.equals(folder.nextManifest());
                if (!ours && !exists(folder)) {
                    throw new RefusedException(
                            "output %s: expected a run's folder or an empty one, found %s and no manifest.json"
                                    .formatted(folder, path.getName()));
                }
            }
        } catch (IOException e) {
            throw new RefusedException("output %s: cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** Where it lies. */
    public RunFolder folder() {
        return folder;
    }

    /** The manifest as it is published now. */
    public synchronized Manifest manifest() {
        return manifest;
    }

    /** Publishes a change: the manifest is replaced in one step. */
    public synchronized void commit(Manifest.Change change) {
        guard.run();
        Manifest next = manifest.next(change);
        try {
            CrashPoint.BEFORE_MANIFEST.pass();
            file.write(next);
            CrashPoint.AFTER_MANIFEST.pass();
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be replaced".formatted(folder.manifest()), e);
        }
        manifest = next;
    }

    /** Publishes a change and then deletes files that it dropped. */
    public void commitAndDelete(List<FileRecord> dropped, Manifest.Change change) {
        commit(change);
        delete(dropped);
    }

    /** Starts a stage over: drops and deletes what it and the stages that build on it have published. */
    public void startOver(Stage stage) {
        List<FileRecord> dropped = new ArrayList<>();
        commit(draft -> {
            for (Stage each : stage.andLater()) {
                for (String output : each.outputs()) {
                    List<FileRecord> files = manifest.files(output);
                    dropped.addAll(files);
                    draft.drop(output, files);
                }
                draft.forget(each);
            }
        });
        delete(dropped);
    }

    /**
     * Reads files of a table.
     *
     * @param files as the manifest names them
     */
    public Dataset<Row> read(SparkSession spark, Table table, List<FileRecord> files) {
        if (files.isEmpty()) {
            return spark.createDataFrame(List.of(), table.schema());
        }
        String[] paths = files.stream()
                .map(named -> folder.resolve(named.path()).toString())
                .toArray(String[]::new);
        return FormatOne.withSteps(table, spark.read().schema(table.schema()).parquet(paths), files);
    }

    /**
     * Hands on the rows of files one after another, in this process: for small files, of which a Spark job each would take long.
     *
     * @param columns of the table, in the order of the rows' values; arrays are those of floats, {@code float[]} in the rows
     */
    public void each(
            SparkSession spark, Table table, List<FileRecord> files, List<String> columns, Consumer<Row> each) {
        StructType wanted =
                new StructType(columns.stream().map(table.schema()::apply).toArray(StructField[]::new));
        for (FileRecord file : files) {
            Path path = folder.resolve(file.path());
            RowsFile rows = new RowsFile(folder.fs(), path);
            try {
                if (rows.has(wanted)) {
                    rows.read(wanted, each);
                    continue;
                }
            } catch (IOException e) {
                throw new UncheckedIOException("%s: cannot be read".formatted(path), e);
            }
            // Of a former format.
            Column[] selected = columns.stream().map(functions::col).toArray(Column[]::new);
            read(spark, table, List.of(file))
                    .select(selected)
                    .toLocalIterator()
                    .forEachRemaining(row -> each.accept(RowsFile.asRead(row, wanted)));
        }
    }

    /** Whether the driver reads and adds up all rows of files in less time than a Spark job takes; several threads at once may. */
    public static boolean areFew(List<FileRecord> files) {
        return files.stream().mapToLong(FileRecord::rows).sum() <= ROWS_IN_DRIVER;
    }

    /** All rows of files, with some of their columns or all where none is named. */
    public List<Row> rows(SparkSession spark, Table table, List<FileRecord> files, String... columns) {
        List<Row> rows = new ArrayList<>();
        List<String> named =
                List.of(columns.length > 0 ? columns : table.schema().fieldNames());
        each(spark, table, files, named, rows::add);
        return rows;
    }

    /**
     * The published files that are gone or not as long as the manifest says.
     *
     * @param verify whether their hashes are compared too, which reads all of them
     */
    public List<FileRecord> damaged(boolean verify) {
        Digests digests = new Digests(folder);
        return manifest().tables().values().stream()
                .flatMap(List::stream)
                .parallel()
                .filter(named -> !(verify ? digests.intact(named) : digests.there(named)))
                .toList();
    }

    /** Compares every published file's length and hash with the manifest, and drops those that differ. */
    public List<FileRecord> dropDamaged() {
        Digests digests = new Digests(folder);
        Map<String, List<FileRecord>> damaged = manifest().tables().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().stream()
                        .filter(named -> !digests.intact(named))
                        .toList()));
        List<FileRecord> all = damaged.values().stream().flatMap(List::stream).toList();
        if (!all.isEmpty()) {
            commitAndDelete(all, draft -> damaged.forEach(draft::drop));
        }
        return all;
    }

    private void clearLeftovers() throws IOException {
        folder.fs().delete(folder.staging(), true);
        Set<String> named = manifest().tables().values().stream()
                .flatMap(List::stream)
                .map(FileRecord::path)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> outputs = Arrays.stream(Stage.values())
                .flatMap(stage -> stage.outputs().stream())
                .toList();
        for (String output : outputs) {
            for (FileStatus status : folder.list(folder.resolve(output))) {
                boolean single = status.getPath().getName().equals(output);
                if (!named.contains(
                        single ? output : output + "/" + status.getPath().getName())) {
                    folder.fs().delete(status.getPath(), true);
                }
            }
        }
    }

    private void delete(List<FileRecord> files) {
        for (FileRecord dropped : files) {
            Path path = folder.resolve(dropped.path());
            try {
                folder.fs().delete(path, false);
            } catch (IOException e) {
                throw new UncheckedIOException("%s: cannot be deleted".formatted(path), e);
            }
        }
    }
}
