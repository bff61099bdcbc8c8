package io.lossatlas.report.export;

import io.lossatlas.config.Named;

/** What the third coordinate of an exported mesh is. */
public enum Height implements Named {
    /** The decimal logarithm of the loss; a loss of 0 stands as high as the least positive one. */
    LOG("log"),
    /** The loss itself. */
    LOSS("loss");

    private final String text;

    Height(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /** Heights of losses; NaN where the loss is not finite. */
    double[] of(double[] losses) {
        double least = Double.POSITIVE_INFINITY;
        for (double loss : losses) {
            least = loss > 0 && loss < least ? loss : least;
        }
        double[] heights = new double[losses.length];
        for (int n = 0; n < losses.length; n++) {
            double loss = Double.isFinite(losses[n]) ? losses[n] : Double.NaN;
            heights[n] = this == LOSS || Double.isNaN(loss) ? loss : Math.log10(Math.max(loss, least));
        }
        return heights;
    }
}
