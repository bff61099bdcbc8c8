package io.lossatlas.config.landscape;

import java.io.Serializable;

/**
 * Until when examples are added to a point of a surface.
 *
 * @param se standard error of the difference from the loss at the centre, as a share of the larger of 1 and the difference; 0 where
 *     every point has the same examples
 * @param max examples that no point has more than
 */
public record ExamplesUntil(double se, int max) implements Serializable {

    /** Whether points have examples of their own number. */
    public boolean wanted() {
        return se > 0;
    }
}
