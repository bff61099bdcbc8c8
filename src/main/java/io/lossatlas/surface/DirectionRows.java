package io.lossatlas.surface;

import io.lossatlas.model.Block;
import io.lossatlas.model.ParameterLayout;
import io.lossatlas.plane.Axis;
import io.lossatlas.plane.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The two directions of a plane as rows of {@code directions}: one a block, those of zeros too. */
final class DirectionRows {
    private DirectionRows() {}

    static List<Row> of(Plane plane, String variant, ParameterLayout layout) {
        List<Row> rows = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            float[] values = plane.direction(axis);
            for (int b = 0; b < layout.blocks().size(); b++) {
                Block block = layout.blocks().get(b);
                rows.add(RowFactory.create(
                        plane.id(),
                        variant,
                        axis.text(),
                        b,
                        block.name(),
                        block.kind().text(),
                        block.shape().toArray(Integer[]::new),
                        Arrays.copyOfRange(values, block.offset(), block.end())));
            }
        }
        return rows;
    }
}
