package io.lossatlas.report.export;

import io.lossatlas.results.Surface;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.StringJoiner;

/**
 * A surface as a PolyData file of VTK (<a href="https://docs.vtk.org/en/latest/vtk_file_formats/vtkxml_file_format.html">
 * format</a>), its numbers appended raw: a point {@code (alpha, beta, height)} for each of the grid, {@code i * ny + j} its
 * number, and a square for each four of them. A hole is a point without cells, as low as the lowest.
 */
final class VtpFile {
    private static final int DIMENSIONS = 3;

    private final Surface surface;
    private final double[] heights;
    private final double[] logLoss;
    private final Mesh mesh;
    private final LittleEndian out;
    private long offset;

    private VtpFile(Surface surface, Height height, OutputStream out) {
        this.surface = surface;
        this.heights = height.of(surface.loss());
        this.logLoss = Height.LOG.of(surface.loss());
        this.mesh = new Mesh(surface.nx(), surface.ny(), heights);
        this.out = new LittleEndian(out);
    }

    static void write(Surface surface, Height height, String metadata, OutputStream out) throws IOException {
        VtpFile file = new VtpFile(surface, height, out);
        file.header(metadata);
        file.numbers();
    }

    private void header(String metadata) throws IOException {
        boolean squares = mesh.corners() > 2;
        out.put("<?xml version=\"1.0\"?>\n<VTKFile type=\"PolyData\" version=\"1.0\" byte_order=\"LittleEndian\""
                + " header_type=\"UInt64\">\n<PolyData>\n<FieldData>\n"
                + "<DataArray type=\"String\" Name=\"metadata\" NumberOfTuples=\"1\" format=\"ascii\">"
                + codes(metadata) + "</DataArray>\n</FieldData>\n");
        out.put(
                "<Piece NumberOfPoints=\"%d\" NumberOfVerts=\"0\" NumberOfLines=\"%d\" NumberOfStrips=\"0\" NumberOfPolys=\"%d\">%n"
                        .formatted(surface.points(), squares ? 0 : mesh.cells(), squares ? mesh.cells() : 0));
        out.put("<PointData Scalars=\"log10_loss\">\n"
                + array("Float64", "loss", 1, surface.points())
                + array("Float64", "log10_loss", 1, surface.points())
                + array("Float64", "loss_se", 1, surface.points())
                + array("Float64", "accuracy", 1, surface.points())
                + array("Int64", "non_finite", 1, surface.points())
                + array("Int64", "examples", 1, surface.points())
                + "</PointData>\n<Points>\n" + array("Float64", "Points", DIMENSIONS, surface.points())
                + "</Points>\n");
        String cells = squares ? "Polys" : "Lines";
        out.put("<%s>\n".formatted(cells)
                + array("Int64", "connectivity", 1, (long) mesh.cells() * mesh.corners())
                + array("Int64", "offsets", 1, mesh.cells())
                + "</%s>\n</Piece>\n</PolyData>\n<AppendedData encoding=\"raw\">\n_".formatted(cells));
    }

    /** Declares an array and takes its place after those before it. */
    private String array(String type, String name, int components, long tuples) {
        String declaration =
                "<DataArray type=\"%s\" Name=\"%s\" NumberOfComponents=\"%d\" format=\"appended\" offset=\"%d\"/>\n"
                        .formatted(type, name, components, offset);
        offset += Long.BYTES + tuples * components * Long.BYTES;
        return declaration;
    }

    private void numbers() throws IOException {
        put(surface.loss());
        put(logLoss);
        put(surface.lossSe());
        put(surface.accuracy());
        put(surface.nonFinite());
        put(surface.examples());
        points();
        int corners = mesh.corners();
        long[] connectivity = new long[mesh.cells() * corners];
        int[] next = {0};
        mesh.forEachCell(point -> connectivity[next[0]++] = point);
        put(connectivity);
        long[] ends = new long[mesh.cells()];
        Arrays.setAll(ends, cell -> (cell + 1L) * corners);
        put(ends);
        out.put("\n</AppendedData>\n</VTKFile>\n");
    }

    private void points() throws IOException {
        double lowest = Arrays.stream(heights).filter(Double::isFinite).min().orElse(0);
        out.put((long) surface.points() * DIMENSIONS * Long.BYTES);
        for (int n = 0; n < surface.points(); n++) {
            out.put(surface.alphas()[n / surface.ny()]);
            out.put(surface.betas()[n % surface.ny()]);
            out.put(Double.isNaN(heights[n]) ? lowest : heights[n]);
        }
    }

    private void put(double[] values) throws IOException {
        out.put((long) values.length * Long.BYTES);
        out.put(values);
    }

    private void put(long[] values) throws IOException {
        out.put((long) values.length * Long.BYTES);
        out.put(values);
    }

    /** A text as VTK writes it in XML: the codes of its bytes, ended by 0. */
    private static String codes(String text) {
        StringJoiner codes = new StringJoiner(" ");
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            codes.add(Integer.toString(Byte.toUnsignedInt(each)));
        }
        return codes.add("0").toString();
    }
}
