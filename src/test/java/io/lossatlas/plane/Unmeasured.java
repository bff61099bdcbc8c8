package io.lossatlas.plane;

import io.lossatlas.graph.Weights;
import java.util.List;

/** Of planes that follow from weights alone. */
final class Unmeasured implements Measurements {
    @Override
    public List<Weights> eigenvectors(Eigenvectors wanted) {
        throw new AssertionError("eigenvectors were asked for: " + wanted);
    }

    @Override
    public double[] losses(Plane plane, List<double[]> points) {
        throw new AssertionError("losses were asked for");
    }
}
