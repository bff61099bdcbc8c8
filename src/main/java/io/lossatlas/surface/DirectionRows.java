package io.lossatlas.surface;

import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.plane.Axis;
import io.lossatlas.plane.Plane;
import io.lossatlas.store.ParameterRows;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** The two directions of a plane as rows of {@code directions}. */
final class DirectionRows {
    private DirectionRows() {}

    static List<Row> of(Plane plane, String variant, ParameterLayout layout) {
        List<Row> rows = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            rows.addAll(ParameterRows.of(layout, plane.direction(axis), plane.id(), variant, axis.text()));
        }
        return rows;
    }
}
