package io.lossatlas.report.export;

import io.lossatlas.results.Surface;
import io.lossatlas.store.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * A surface or a table as numpy's {@code numpy.load} reads it, without pickle: a zip of arrays in
 * <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">format 1.0</a>, C order, and the entry
 * {@code metadata}, a JSON text. Equal contents give equal bytes.
 */
final class NpzFile {
    private static final LocalDateTime TIMELESS = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final int ALIGNMENT = 64;
    private static final int PREFIX = 10;
    private static final int BYTE = 0xff;
    private static final Charset UTF_32 = Charset.forName("UTF-32LE");

    private final ZipOutputStream zip;

    private NpzFile(OutputStream out) {
        zip = new ZipOutputStream(out);
    }

    static void write(Surface surface, String metadata, OutputStream out) throws IOException {
        NpzFile file = new NpzFile(out);
        String grid = "(%d, %d)".formatted(surface.nx(), surface.ny());
        file.put("alpha", "(%d,)".formatted(surface.nx()), surface.alphas());
        file.put("beta", "(%d,)".formatted(surface.ny()), surface.betas());
        file.put("loss", grid, surface.loss());
        file.put("loss_se", grid, surface.lossSe());
        file.put("accuracy", grid, surface.accuracy());
        file.put("non_finite", grid, surface.nonFinite());
        file.put("examples", grid, surface.examples());
        if (surface.filledIn() > 0) {
            file.put("computed", grid, surface.computedMarks());
        }
        file.end(metadata);
    }

    /**
     * Writes rows of a table: an array of one dimension for each column, texts as {@code <U}, whole numbers as {@code <i8}, others as {@code <f8}. In
     * place of a null stand an empty text, -1 and NaN.
     *
     * @param rows in the order that they are to have, held in memory
     */
    static void write(Table table, List<Row> rows, String metadata, OutputStream out) throws IOException {
        NpzFile file = new NpzFile(out);
        StructField[] columns = table.schema().fields();
        String shape = "(%d,)".formatted(rows.size());
        for (int n = 0; n < columns.length; n++) {
            int column = n;
            DataType type = columns[n].dataType();
            if (type.equals(DataTypes.StringType)) {
                file.texts(
                        columns[n].name(),
                        rows.stream()
                                .map(row -> row.isNullAt(column) ? "" : row.getString(column))
                                .toList());
            } else if (type.equals(DataTypes.DoubleType)) {
                file.put(
                        columns[n].name(),
                        shape,
                        rows.stream()
                                .mapToDouble(row -> row.isNullAt(column) ? Double.NaN : row.getDouble(column))
                                .toArray());
            } else {
                file.put(
                        columns[n].name(),
                        shape,
                        rows.stream()
                                .mapToLong(row -> row.isNullAt(column) ? -1 : ((Number) row.get(column)).longValue())
                                .toArray());
            }
        }
        file.end(metadata);
    }

    private void end(String metadata) throws IOException {
        begin("metadata", "<U" + metadata.codePointCount(0, metadata.length()), "()");
        zip.write(metadata.getBytes(UTF_32));
        zip.finish();
    }

    /** Each as long as the longest, zeros after it. */
    private void texts(String name, List<String> texts) throws IOException {
        int longest = texts.stream()
                .mapToInt(text -> text.codePointCount(0, text.length()))
                .max()
                .orElse(0);
        int length = Math.max(1, longest);
        begin(name, "<U" + length, "(%d,)".formatted(texts.size()));
        for (String text : texts) {
            zip.write(Arrays.copyOf(text.getBytes(UTF_32), Integer.BYTES * length));
        }
    }

    private void put(String name, String shape, double[] values) throws IOException {
        begin(name, "<f8", shape);
        LittleEndian numbers = new LittleEndian(zip);
        numbers.put(values);
        numbers.flush();
    }

    private void put(String name, String shape, long[] values) throws IOException {
        begin(name, "<i8", shape);
        LittleEndian numbers = new LittleEndian(zip);
        numbers.put(values);
        numbers.flush();
    }

    private void begin(String name, String type, String shape) throws IOException {
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setTimeLocal(TIMELESS);
        zip.putNextEntry(entry);
        String description = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
        int padding = ALIGNMENT - (PREFIX + description.length() + 1) % ALIGNMENT;
        byte[] header = (description + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        zip.write(header.length & BYTE);
        zip.write(header.length >> Byte.SIZE);
        zip.write(header);
    }
}
