package io.lossatlas.report.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lossatlas.config.RefusedException;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.results.Results;
import io.lossatlas.results.Sampling;
import io.lossatlas.results.Surface;
import io.lossatlas.store.ExportFile;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Publisher.Content;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import io.lossatlas.store.Table;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Writes every surface that a run has published to a file of its own, for other tools to read; beside it the weights that its plane was made
 * from as a mesh, or tables {@code paths}, {@code curvature} and {@code spectrum} where the run has them.
 */
public final class SurfaceExports {
    /** Points that a surface may have to be held in memory. */
    private static final int MOST_POINTS = 1 << 21;

    private static final List<Table> TABLES = List.of(Table.PATHS, Table.CURVATURE, Table.SPECTRUM);

    private final RunFolder folder;
    private final Results results;

    /**
     * Of a run that is open for reading.
     *
     * @param folder of the run
     */
    public SurfaceExports(RunFolder folder, Results results) {
        this.folder = folder;
        this.results = results;
    }

    /**
     * Checks that there is something to export, and that the format can hold it.
     *
     * @throws RefusedException otherwise
     */
    public static void require(Run run, ExportFormat format) {
        boolean tables = format != ExportFormat.VTP
                && TABLES.stream()
                        .anyMatch(table -> !run.manifest().files(table).isEmpty());
        if (run.manifest().files(Table.SURFACE).isEmpty() && !tables) {
            throw new RefusedException(
                    "output %s: expected a published surface, found none to export".formatted(run.folder()));
        }
        long points = run.manifest().planes().values().stream()
                .mapToLong(plane -> plane.size().points())
                .max()
                .orElse(0);
        if (!format.streams() && points > MOST_POINTS) {
            throw new RefusedException(
                    "--format %s: expected surfaces of at most %,d points, found %,d: use --format csv"
                            .formatted(format.text(), MOST_POINTS, points));
        }
        for (Table table : TABLES) {
            long rows = run.manifest().files(table).stream()
                    .mapToLong(FileRecord::rows)
                    .sum();
            if (format == ExportFormat.NPZ && rows > MOST_POINTS) {
                throw new RefusedException("--format npz: expected at most %,d rows of %s, found %,d: use --format csv"
                        .formatted(MOST_POINTS, table.folder(), rows));
            }
        }
    }

    /**
     * Writes all surfaces, in place of files of the same names.
     *
     * @param height of a mesh; other formats have none
     * @param written told of each file
     */
    public void write(ExportFormat format, Height height, Consumer<Path> written) {
        List<SurfaceKey> keys = results.surfaces().stream()
                .sorted(Comparator.comparing(SurfaceKey::scope))
                .toList();
        for (SurfaceKey key : keys) {
            String name = "%s.%s".formatted(results.fileName(key), format.text());
            written.accept(ExportFile.write(folder, name, content(key, format, height)));
        }
        if (format == ExportFormat.VTP) {
            results.paths().stream()
                    .filter(path -> keys.contains(path.key()))
                    .forEach(path -> written.accept(ExportFile.write(
                            folder,
                            "%s-path.%s".formatted(results.fileName(path.key()), format.text()),
                            out -> PathFile.write(path, surface(path.key()), height, metadata(path.key()), out))));
        } else {
            TABLES.stream()
                    .filter(table -> !results.manifest().files(table).isEmpty())
                    .forEach(table -> written.accept(ExportFile.write(
                            folder, "%s.%s".formatted(table.folder(), format.text()), content(table, format))));
        }
    }

    private Content content(Table table, ExportFormat format) {
        Dataset<Row> rows =
                rows(table).sort(table.key().stream().map(functions::col).toArray(Column[]::new));
        return format == ExportFormat.CSV
                ? out -> CsvFile.write(table, rows, out)
                : out -> NpzFile.write(table, rows.collectAsList(), metadata(Map.of("table", table.folder())), out);
    }

    private Dataset<Row> rows(Table table) {
        return switch (table) {
            case PATHS -> results.pathRows();
            case CURVATURE -> results.curvature().rows();
            case SPECTRUM -> results.curvature().spectrumRows();
            default -> throw new IllegalArgumentException("not exported: " + table);
        };
    }

    private Content content(SurfaceKey key, ExportFormat format, Height height) {
        return switch (format) {
            case CSV ->
                results.isFilledIn(key)
                        ? out -> CsvFile.write(surface(key), out)
                        : out -> CsvFile.write(Table.SURFACE, results.rows(key).sort("i", "j"), out);
            case NPZ -> out -> NpzFile.write(surface(key), metadata(key), out);
            case VTP -> out -> VtpFile.write(surface(key), height, metadata(key), out);
        };
    }

    private Surface surface(SurfaceKey key) {
        return results.surface(key, Sampling.whole(results.grid(key)));
    }

    /** What a file says of itself, as JSON. */
    private String metadata(SurfaceKey key) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("variant", key.variant());
        metadata.put("plane", key.plane());
        metadata.put("step", key.step());
        metadata.put("split", key.split().text());
        metadata.put("bn", key.bn().text());
        metadata.put("normalize", results.normalize(key.plane()).text());
        return metadata(metadata);
    }

    private String metadata(Map<String, ?> first) {
        Map<String, Object> metadata = new LinkedHashMap<>(first);
        metadata.put("provenance", results.manifest().provenance());
        try {
            return new ObjectMapper().writeValueAsString(metadata);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts cannot be written as JSON", e);
        }
    }
}
