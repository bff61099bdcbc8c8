package io.lossatlas.engine.kernel;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Many tensors in one array of zeros. G1 puts an array of half a heap region or more at the start of a region, where
 * index 12 begins a cache line behind the array's header of 16 bytes; every tensor begins at such an index, so that no
 * vector crosses a cache line. With other collectors it is as fast as they happen to align it, and never wrong. A row and two
 * pixels follow the last tensor: tiles that reach over an odd plane's edge read there what no result depends on.
 */
public final class Arena {
    static final int FIRST = 12;

    private Arena() {}

    /** Tensors of the given shapes, all zero. */
    public static List<Tensor> of(List<Shape> shapes) {
        long total = FIRST;
        int beyond = 0;
        for (Shape shape : shapes) {
            total += shape.size();
            beyond = Math.max(beyond, shape.row() + 2 * Lanes.LOGICAL);
        }
        float[] data = new float[Math.toIntExact(total + beyond)];
        Tensor[] tensors = new Tensor[shapes.size()];
        int offset = FIRST;
        for (int n = 0; n < tensors.length; n++) {
            tensors[n] = new Tensor(data, offset, shapes.get(n));
            offset += shapes.get(n).size();
        }
        return List.of(tensors);
    }

    /** One tensor for each shape that occurs, all zero. */
    public static Map<Shape, Tensor> ofEach(Collection<Shape> shapes) {
        List<Shape> distinct = shapes.stream().distinct().toList();
        List<Tensor> tensors = of(distinct);
        Map<Shape, Tensor> byShape = new HashMap<>();
        for (int n = 0; n < distinct.size(); n++) {
            byShape.put(distinct.get(n), tensors.get(n));
        }
        return byShape;
    }
}
