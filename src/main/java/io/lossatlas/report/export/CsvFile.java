package io.lossatlas.report.export;

import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.results.Surface;
import io.lossatlas.store.Table;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows of a table as comma-separated values: the table's columns under their names, numbers so that they read back exactly, nothing for a null. */
final class CsvFile {
    private CsvFile() {}

    /**
     * Writes rows, one at a time.
     *
     * @param rows in the order that they are to have
     */
    static void write(Table table, Dataset<Row> rows, OutputStream out) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        text.write(String.join(",", table.schema().fieldNames()) + "\n");
        Iterator<Row> each = rows.toLocalIterator();
        while (each.hasNext()) {
            Row row = each.next();
            text.write(IntStream.range(0, row.size())
                    .mapToObj(column ->
                            row.isNullAt(column) ? "" : row.get(column).toString())
                    .collect(Collectors.joining(",", "", "\n")));
        }
        text.flush();
    }

    /** Writes a surface of which points are filled in: the columns of the table, and {@code computed}, which is 0 where they are;
     * it has no differences from the centre. */
    static void write(Surface surface, OutputStream out) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        text.write(String.join(",", Table.SURFACE.schema().fieldNames()) + ",computed\n");
        SurfaceKey key = surface.key();
        long[] computed = surface.computedMarks();
        for (int point = 0; point < surface.points(); point++) {
            double accuracy = surface.accuracy()[point];
            int i = point / surface.ny();
            int j = point % surface.ny();
            text.write(Stream.of(
                            key.plane(),
                            key.variant(),
                            key.step(),
                            key.split().text(),
                            key.bn().text(),
                            i,
                            j,
                            surface.alphas()[i],
                            surface.betas()[j],
                            surface.examples()[point],
                            surface.loss()[point],
                            surface.lossSe()[point],
                            Double.isNaN(accuracy) ? "" : accuracy,
                            surface.nonFinite()[point],
                            "",
                            "",
                            computed[point])
                    .map(Object::toString)
                    .collect(Collectors.joining(",", "", "\n")));
        }
        text.flush();
    }
}
