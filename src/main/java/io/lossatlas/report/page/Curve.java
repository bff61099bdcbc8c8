package io.lossatlas.report.page;

import io.lossatlas.report.TrainingCurve;

/**
 * A training curve as a page holds it; the arrays are base64 of three bytes a number (see {@link Packed}).
 *
 * @param variant id of the network
 * @param split {@code batch}, {@code train} or {@code test}
 * @param steps of the points
 * @param loss at them
 * @param accuracy at them
 */
record Curve(String variant, String split, String steps, String loss, String accuracy) {

    static Curve of(TrainingCurve curve) {
        return new Curve(
                curve.variant(),
                curve.split(),
                Packed.numbers(curve.steps()),
                Packed.numbers(curve.loss()),
                Packed.numbers(curve.accuracy()));
    }
}
