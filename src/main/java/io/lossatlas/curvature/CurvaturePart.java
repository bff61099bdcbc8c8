package io.lossatlas.curvature;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.Named;
import io.lossatlas.config.Split;

/**
 * A part of {@code curvature} that is computed and published on its own.
 *
 * @param variant id of the network
 * @param step of its weights
 * @param split of the slice that the loss is the mean of
 * @param bn where batch normalisation takes its statistics from
 * @param operator the matrix, or {@value #GRADIENT}
 */
public record CurvaturePart(String variant, int step, Split split, BnMode bn, String operator) {
    /** Stands for the gradient in place of a matrix. */
    public static final String GRADIENT = "gradient";

    private static final int PARTS = 5;

    /** Its name in the manifest. */
    public String scope() {
        return String.join("/", variant, Integer.toString(step), split.text(), bn.text(), operator);
    }

    /**
     * The part that the manifest names so.
     *
     * @throws IllegalArgumentException when that is no part's name
     */
    public static CurvaturePart of(String scope) {
        String[] parts = parts(scope);
        return new CurvaturePart(
                parts[0],
                Integer.parseInt(parts[1]),
                Named.of(Split.values(), parts[2]),
                Named.of(BnMode.values(), parts[3]),
                parts[4]);
    }

    /** Its name as people read it. */
    public String title() {
        return "%s, step %d, %s, BN %s: %s".formatted(variant, step, split.text(), bn.text(), operator);
    }

    /** The network, step, split and statistics that a scope names, without the matrix: what its rows have in common with others. */
    public static String point(String scope) {
        parts(scope);
        return scope.substring(0, scope.lastIndexOf('/'));
    }

    private static String[] parts(String scope) {
        String[] parts = scope.split("/", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("expected variant/step/split/bn/operator, found " + scope);
        }
        return parts;
    }
}
