package io.lossatlas.store;

import io.lossatlas.store.parquet.RowsFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Writes rows to files: into staging, by a Spark job where the driver does not hold them, then by rename into the table's folder. They belong to the run
 * once a manifest names them, which is the caller's to commit.
 */
public final class Publisher {
    private static final Pattern PART = Pattern.compile("part-(\\d+)-.*\\.parquet");
    private static final int ID_LENGTH = 8;
    private static final int MOVERS = 16;

    private final SparkSession spark;
    private final RunFolder folder;
    private final Digests digests;

    /** For a run. */
    public Publisher(SparkSession spark, RunFolder folder) {
        this.spark = spark;
        this.folder = folder;
        this.digests = new Digests(folder);
    }

    /** Writes rows that the driver holds, into one file; without a Spark job, which takes longer than a small file. */
    public List<FileRecord> write(Table table, String scope, List<Row> rows) {
        return write(table, scope, rows, List.of());
    }

    /** The same of rows that cover points and shards of a grid, {@link Table#rowsEach} rows each. */
    public List<FileRecord> write(Table table, String scope, List<Row> rows, List<Span> covers) {
        String path = path(table, scope, id(), 0);
        requireCovered(table, path, rows.size(), covers);
        if (rows.isEmpty()) {
            return List.of();
        }
        FileRecord file = write(path, scope, rows.size(), covers, staged -> new RowsFile(folder.fs(), staged)
                .write(table.schema(), rows));
        CrashPoint.FILES_MOVED.pass();
        return List.of(file);
    }

    /**
     * Writes a data set, one file for each of its partitions that has rows.
     *
     * @param scope what the rows are about
     * @param covers what a partition's rows cover, {@link Table#rowsEach} each; none for tables that are no grids
     * @throws IllegalStateException when a file has other rows than it should cover
     */
    public List<FileRecord> write(Table table, String scope, Dataset<Row> rows, IntFunction<List<Span>> covers) {
        String id = id();
        Path staged = new Path(folder.staging(), id);
        rows.write().option("compression", "zstd").parquet(staged.toString());
        try {
            List<Callable<FileRecord>> moves = new ArrayList<>();
            for (FileStatus part : parts(staged)) {
                Matcher name = PART.matcher(part.getPath().getName());
                if (name.matches()) {
                    int partition = Integer.parseInt(name.group(1));
                    String path = path(table, scope, id, partition);
                    moves.add(() -> publish(table, part.getPath(), path, scope, covers.apply(partition)));
                }
            }
            List<FileRecord> files = new ArrayList<>(all(moves));
            CrashPoint.FILES_MOVED.pass();
            folder.fs().delete(staged, true);
            files.removeIf(file -> file.rows() == 0);
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be published".formatted(staged), e);
        }
    }

    /** Writes the content of a file that is no table. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it; the stream is closed by the caller. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file that is no table, replacing one of the same name.
     *
     * @param path relative to the run's folder
     */
    public FileRecord write(String path, String scope, Content content) {
        return write(path, scope, 0, List.of(), staged -> {
            try (FSDataOutputStream out = folder.fs().create(staged, true)) {
                content.writeTo(out);
            }
        });
    }

    /** Makes a file in staging. */
    @FunctionalInterface
    private interface Staging {
        void write(Path staged) throws IOException;
    }

    private FileRecord write(String path, String scope, long rows, List<Span> covers, Staging content) {
        Path staged = new Path(folder.staging(), UUID.randomUUID().toString());
        Path target = folder.resolve(path);
        try {
            content.write(staged);
            folder.fs().delete(target, false);
            folder.move(staged, target);
            return record(target, path, scope, rows, covers);
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be published".formatted(target), e);
        } catch (FSError e) {
            throw new UncheckedIOException(
                    "%s: cannot be published".formatted(target), new IOException(e.getMessage(), e));
        }
    }

    private static String id() {
        return UUID.randomUUID().toString().substring(0, ID_LENGTH);
    }

    private static String path(Table table, String scope, String id, int part) {
        return "%s/%s-%s-%05d.parquet".formatted(table.folder(), scope.replace('/', '.'), id, part);
    }

    private static void requireCovered(Table table, String path, long rows, List<Span> covers) {
        long covered = table.rowsEach() * covers.stream().mapToLong(Span::rows).sum();
        if (covered > 0 && covered != rows) {
            throw new IllegalStateException("%s: expected %d rows, found %d".formatted(path, covered, rows));
        }
    }

    /** Does several at a time: on HDFS and object stores each takes a while and little of the driver. */
    private static List<FileRecord> all(List<Callable<FileRecord>> moves) throws IOException {
        ExecutorService movers = Executors.newFixedThreadPool(Math.max(1, Math.min(MOVERS, moves.size())));
        try {
            List<FileRecord> files = new ArrayList<>();
            for (Future<FileRecord> move : movers.invokeAll(moves)) {
                files.add(move.get());
            }
            return files;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            movers.shutdownNow();
        }
    }

    private FileRecord publish(Table table, Path part, String path, String scope, List<Span> covers)
            throws IOException {
        long rows = rows(part);
        requireCovered(table, path, rows, covers);
        Path target = folder.resolve(path);
        if (rows > 0) {
            folder.move(part, target);
            return record(target, path, scope, rows, covers);
        }
        return new FileRecord(path, scope, 0, 0, "", List.of());
    }

    private FileRecord record(Path target, String path, String scope, long rows, List<Span> covers) throws IOException {
        long bytes = folder.fs().getFileStatus(target).getLen();
        return new FileRecord(path, scope, rows, bytes, digests.sha256(target), covers);
    }

    private FileStatus[] parts(Path staged) throws IOException {
        FileStatus[] parts = folder.list(staged);
        Arrays.sort(parts, Comparator.comparing(FileStatus::getPath));
        return parts;
    }

    private long rows(Path part) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(part, spark.sparkContext().hadoopConfiguration()))) {
            return reader.getRecordCount();
        }
    }
}
