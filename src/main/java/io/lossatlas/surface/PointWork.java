package io.lossatlas.surface;

import io.lossatlas.config.landscape.CurvatureOperator;
import io.lossatlas.curvature.SurfaceMaps;
import io.lossatlas.data.Shard;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.store.Table;
import java.util.List;
import org.apache.spark.sql.Row;

/** What a work unit computes at each of its points, and the table that its rows are of. */
enum PointWork {
    /** Partial sums of losses, one row a shard. */
    LOSSES(Table.LOSSES) {
        @Override
        Points open(SurfaceInput input, EvaluationData data) {
            return new PointEvaluator(input, data);
        }
    },
    /** The ends of the Hessian's spectrum over all shards together. */
    EXTREMES(Table.CURVATURE) {
        @Override
        Points open(SurfaceInput input, EvaluationData data) {
            return new PointExtremes(input, data);
        }
    };

    private final Table table;

    PointWork(Table table) {
        this.table = table;
    }

    Table table() {
        return table;
    }

    /** The matrix whose ends are computed, as tables name it; null of losses. */
    String operator() {
        return this == LOSSES ? null : CurvatureOperator.HESSIAN.text();
    }

    /** The name of what is computed of a surface in the manifest. */
    String scope(SurfaceKey key) {
        return this == LOSSES ? key.scope() : SurfaceMaps.scope(key);
    }

    /** Begins the points of a unit, with buffers that serve them all. */
    abstract Points open(SurfaceInput input, EvaluationData data);

    /** Points of a unit, one after another. Not thread safe. */
    interface Points extends AutoCloseable {
        /** Rows of the point of this index. */
        List<Row> rows(long point, List<Shard> shards);

        /** Images that a point takes. */
        long images(List<Shard> shards);

        /** Goes on with new buffers, after one that threw and may have left them in any state. */
        void startAfresh();

        @Override
        void close();
    }
}
