package io.lossatlas.engine.step.norm;

/**
 * A batch's mean and biased variance of every channel that a step normalises.
 *
 * @param norm the normalisation
 * @param moments of the last batch
 */
public record BatchStatistics(Norm norm, Moments moments) {

    /** Makes the batch's statistics the running ones. */
    public void keep(float[] parameters) {
        for (int c = 0; c < moments.channels(); c++) {
            parameters[norm.mean() + c] = (float) moments.mean(c);
            parameters[norm.variance() + c] = (float) moments.variance(c);
        }
    }

    /** Moves the running statistics towards the batch's. */
    public void move(float[] parameters) {
        for (int c = 0; c < moments.channels(); c++) {
            move(parameters, norm.mean() + c, moments.mean(c), norm.decay());
            move(parameters, norm.variance() + c, moments.variance(c), norm.decay());
        }
    }

    private static void move(float[] parameters, int statistic, double batch, double decay) {
        parameters[statistic] = (float) (decay * parameters[statistic] + (1 - decay) * batch);
    }
}
