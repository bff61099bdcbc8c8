package io.lossatlas.plane;

import io.lossatlas.graph.Weights;
import java.util.List;

/** What a plane may have to know of the loss before it can be laid. */
public interface Measurements {
    /**
     * Eigenvectors at the centre.
     *
     * @return two, of unit length; 0 at running statistics of batch normalisation
     */
    List<Weights> eigenvectors(Eigenvectors wanted);

    /**
     * Mean losses over the evaluation slice at points of a plane through the centre, with the statistics of the plane's first
     * surface; not finite where they are not.
     *
     * @param points each {@code {alpha, beta}}
     */
    double[] losses(Plane plane, List<double[]> points);
}
