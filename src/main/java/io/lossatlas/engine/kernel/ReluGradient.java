package io.lossatlas.engine.kernel;

/** Backward through a ReLU that follows no normalisation. Belongs to one thread. */
public final class ReluGradient {
    private final float[] sums = new float[Lanes.LOGICAL];
    private final float[] products = new float[Lanes.LOGICAL];

    /**
     * {@code dy = made > 0 ? dy : 0}.
     *
     * @param dy gradient of what the ReLU made; overwritten
     */
    public void run(Tensor dy, Tensor made) {
        for (int c = 0; c < dy.shape().channels(); c++) {
            NormGradient.gate(dy, made, made, c, 0, 0, sums, products);
        }
    }
}
