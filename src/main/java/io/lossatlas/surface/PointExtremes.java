package io.lossatlas.surface;

import io.lossatlas.config.landscape.CurvatureOperator;
import io.lossatlas.curvature.CurvaturePlan;
import io.lossatlas.curvature.PointSpectrum;
import io.lossatlas.curvature.PointSpectrum.Ends;
import io.lossatlas.data.Shard;
import io.lossatlas.plane.SurfaceKey;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The largest and the smallest eigenvalue of the Hessian at grid points: rows of {@code curvature}. */
final class PointExtremes implements PointWork.Points {
    private final SurfaceInput input;
    private final EvaluationData data;
    private final float[] parameters;
    private final PointSpectrum spectrum;

    PointExtremes(SurfaceInput input, EvaluationData data) {
        this.input = input;
        this.data = data;
        this.parameters = new float[input.weights().length];
        this.spectrum = new PointSpectrum(input.engine(), input.iterations());
    }

    @Override
    public List<Row> rows(long point, List<Shard> shards) {
        int i = input.grid().i(point);
        int j = input.grid().j(point);
        input.plane().point(input.weights(), input.grid().alpha(i), input.grid().beta(j), parameters);
        Ends ends = spectrum.at(
                parameters, data.slice(), input.recalibrates() ? Optional.of(data.calibration()) : Optional.empty());
        return List.of(
                row(i, j, "lambda_max", ends.largest(), ends.largestError(), ends.products()),
                row(i, j, "lambda_min", ends.smallest(), ends.smallestError(), ends.products()));
    }

    private Row row(int i, int j, String quantity, double value, double error, int products) {
        SurfaceKey key = input.key();
        return RowFactory.create(
                key.variant(),
                key.step(),
                key.split().text(),
                key.bn().text(),
                key.plane(),
                i,
                j,
                CurvatureOperator.HESSIAN.text(),
                quantity,
                1,
                value,
                error,
                products,
                (long) data.slice().count());
    }

    @Override
    public long images(List<Shard> shards) {
        long calibration = input.recalibrates() ? data.calibration().count() : 0;
        return calibration
                + CurvaturePlan.images(input.iterations(), data.slice().count());
    }

    @Override
    public void startAfresh() {
        spectrum.startAfresh();
    }

    @Override
    public void close() {
        spectrum.close();
    }
}
