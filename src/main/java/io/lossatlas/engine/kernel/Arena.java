package io.lossatlas.engine.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
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

    private static final int HALF_A_REGION = halfARegion() / Float.BYTES;

    private Arena() {}

    /**
     * At least so many zeros and {@value #FIRST} more, as many as it takes for index {@value #FIRST} to begin a cache line.
     *
     * @throws ArithmeticException for more than an array holds
     */
    static float[] array(long floats) {
        return new float[Math.toIntExact(Math.max(HALF_A_REGION, FIRST + floats))];
    }

    /** In bytes; 0 for another garbage collector or virtual machine. */
    private static int halfARegion() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            return machine == null
                    ? 0
                    : Integer.parseInt(machine.getVMOption("G1HeapRegionSize").getValue()) / 2;
        } catch (IllegalArgumentException unknownOption) {
            return 0;
        }
    }

    /** Tensors of the given shapes, all zero. */
    public static List<Tensor> of(List<Shape> shapes) {
        long total = 0;
        int beyond = 0;
        for (Shape shape : shapes) {
            total += shape.size();
            beyond = Math.max(beyond, shape.row() + 2 * Lanes.LOGICAL);
        }
        float[] data = array(total + beyond);
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
