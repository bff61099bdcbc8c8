package io.lossatlas.analysis;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where the uncertainty of a metric comes from: what {@code low} and {@code high} of its row are. Column {@code interval}
 * begins with {@link #text()}; what follows in brackets says that it rests on less than it should.
 */
public enum Uncertainty {
    /** Number and interval do not depend on a draw: low and high are NaN. */
    NONE("none", 0) {
        @Override
        String shortOf(int n) {
            throw new IllegalStateException("nothing is drawn");
        }
    },
    /** Of an iteration that was ended: bounds of the residuals of its eigenvalues. */
    RESIDUAL("residual", 0) {
        @Override
        String shortOf(int n) {
            throw new IllegalStateException("nothing is drawn");
        }
    },
    /** Over the random probes of an estimate. */
    PROBES("probes", 5) {
        @Override
        String shortOf(int n) {
            return n == 1 ? "1 probe" : n + " probes";
        }
    },
    /** Over the shards of the evaluation slice: jackknife. */
    SAMPLING("sampling", 20) {
        @Override
        String shortOf(int n) {
            return n == 1 ? "1 shard" : n + " shards";
        }
    },
    /** Over the planes through a network. */
    PLANE("plane", 5) {
        @Override
        String shortOf(int n) {
            return "range of " + n;
        }
    },
    /** Over networks that differ in their seed alone. */
    NETWORK("network", 5) {
        @Override
        String shortOf(int n) {
            return "range of " + n;
        }
    };

    private final String text;
    private final int enough;

    Uncertainty(String text, int enough) {
        this.text = text;
        this.enough = enough;
    }

    /** How column {@code interval} begins. */
    public String text() {
        return text;
    }

    /** Whether so many draws are as many as there should be. */
    public boolean isEnough(int n) {
        return n >= enough;
    }

    /** Column {@code interval} for an interval over so many draws, like {@code sampling (4 shards)}. */
    public String label(int n) {
        return isEnough(n) ? text : "%s (%s)".formatted(text, shortOf(n));
    }

    /** The source of uncertainty that a label names. */
    public static Optional<Uncertainty> of(String label) {
        return Arrays.stream(values())
                .filter(each -> label.equals(each.text) || label.startsWith(each.text + " ("))
                .findFirst();
    }

    /** The words after the text where there are fewer draws than enough. */
    abstract String shortOf(int n);
}
