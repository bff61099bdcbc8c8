package io.lossatlas.report.export;

import io.lossatlas.results.Surface;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A surface as numpy's {@code numpy.load} reads it, without pickle: a zip of arrays in
 * <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">format 1.0</a>, C order, and the entry
 * {@code metadata}, a JSON text. Equal surfaces give equal bytes.
 */
final class NpzFile {
    private static final LocalDateTime TIMELESS = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final int ALIGNMENT = 64;
    private static final int PREFIX = 10;
    private static final int BYTE = 0xff;

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
        file.begin("metadata", "<U" + metadata.codePointCount(0, metadata.length()), "()");
        file.zip.write(metadata.getBytes(Charset.forName("UTF-32LE")));
        file.zip.finish();
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
