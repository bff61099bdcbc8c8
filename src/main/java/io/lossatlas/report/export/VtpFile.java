package io.lossatlas.report.export;

import io.lossatlas.results.Surface;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * A surface as {@link PolyData}: a point {@code (alpha, beta, height)} for each of the grid, {@code i * ny + j} its number, and a square
 * for each four of them. A hole is a point without cells, as low as the lowest.
 */
final class VtpFile {
    private static final int DIMENSIONS = 3;

    private VtpFile() {}

    static void write(Surface surface, Height height, String metadata, OutputStream out) throws IOException {
        double[] heights = height.of(surface.loss());
        Mesh mesh = new Mesh(surface.nx(), surface.ny(), heights);
        boolean squares = mesh.corners() > 2;
        String cells = squares ? "Polys" : "Lines";
        long[] connectivity = new long[mesh.cells() * mesh.corners()];
        int[] next = {0};
        mesh.forEachCell(point -> connectivity[next[0]++] = point);
        long[] ends = new long[mesh.cells()];
        Arrays.setAll(ends, cell -> (cell + 1L) * mesh.corners());
        PolyData data = new PolyData(metadata)
                .piece(surface.points(), 0, squares ? 0 : mesh.cells(), squares ? mesh.cells() : 0)
                .tag("PointData Scalars=\"log10_loss\"")
                .array("loss", 1, surface.loss())
                .array("log10_loss", 1, Height.LOG.of(surface.loss()))
                .array("loss_se", 1, surface.lossSe())
                .array("accuracy", 1, surface.accuracy())
                .array("non_finite", surface.nonFinite())
                .array("examples", surface.examples());
        if (surface.filledIn() > 0) {
            data.array("computed", surface.computedMarks());
        }
        data.tag("/PointData")
                .tag("Points")
                .array("Points", DIMENSIONS, points(surface, heights))
                .tag("/Points")
                .tag(cells)
                .array("connectivity", connectivity)
                .array("offsets", ends)
                .tag("/" + cells)
                .write(out);
    }

    private static double[] points(Surface surface, double[] heights) {
        double lowest = Arrays.stream(heights).filter(Double::isFinite).min().orElse(0);
        double[] points = new double[surface.points() * DIMENSIONS];
        for (int n = 0; n < surface.points(); n++) {
            points[DIMENSIONS * n] = surface.alphas()[n / surface.ny()];
            points[DIMENSIONS * n + 1] = surface.betas()[n % surface.ny()];
            points[DIMENSIONS * n + 2] = Double.isNaN(heights[n]) ? lowest : heights[n];
        }
        return points;
    }
}
