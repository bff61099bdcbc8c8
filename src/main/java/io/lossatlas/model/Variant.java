package io.lossatlas.model;

import io.lossatlas.config.SweepConfig;
import io.lossatlas.config.Wiring;
import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.Graph;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One network of a sweep.
 *
 * @param depth weighted layers on the main path: the stem, two a block, the dense head; even, at least 4
 * @param wiring with or without skip connections
 * @param width channels of the first stage; stage s has {@code width * 2^s}
 * @param seed of the initial weights and the order of the examples
 * @param learningRate the peak learning rate
 */
public record Variant(int depth, Wiring wiring, int width, long seed, double learningRate)
        implements GraphNetwork, Comparable<Variant> {

    /** Number of stages; each but the first halves the image and doubles the channels. */
    public static final int STAGES = 3;

    /** Checks depth and width. */
    public Variant {
        if (depth < 4 || depth % 2 != 0) {
            throw new IllegalArgumentException("depth must be even and at least 4, not " + depth);
        }
        if (width < 1) {
            throw new IllegalArgumentException("width must be at least 1, not " + width);
        }
    }

    /** The product of a sweep's lists, in the order depth, wiring, width, seed, learning rate. */
    public static List<Variant> of(SweepConfig sweep) {
        List<Variant> variants = new ArrayList<>();
        for (int depth : sweep.depths()) {
            for (Wiring wiring : sweep.skips()) {
                for (int width : sweep.widths()) {
                    for (long seed : sweep.seeds()) {
                        for (double rate : sweep.learningRates()) {
                            variants.add(new Variant(depth, wiring, width, seed, rate));
                        }
                    }
                }
            }
        }
        return List.copyOf(variants);
    }

    /** The name in tables and files, like {@code d100-skip-w8-s1-lr0.05}. */
    @Override
    public String id() {
        return "d%d-%s-%s".formatted(depth, wiring.text(), setting());
    }

    /** What networks of several depths and both wirings can have in common, like {@code w8-s1-lr0.05}. */
    public String setting() {
        return "w%d-s%d-lr%s"
                .formatted(
                        width,
                        seed,
                        BigDecimal.valueOf(learningRate).stripTrailingZeros().toPlainString());
    }

    /** The id or setting of a variant without its seed, like {@code d100-skip-w8-lr0.05}: what networks of several seeds share. */
    public static String withoutSeed(String id) {
        return id.replaceFirst("-s-?\\d+-lr", "-lr");
    }

    @Override
    public Graph graph(ImageShape images, int classes) {
        return FamilyGraph.of(this, images, classes);
    }

    /** Whether the blocks have shortcuts. */
    public boolean skip() {
        return wiring == Wiring.SKIP;
    }

    /** Number of two-convolution blocks. */
    public int blocks() {
        return (depth - 2) / 2;
    }

    /** The stage of a block, 0 to 2: {@code floor(3 * block / blocks)}. */
    public int stage(int block) {
        return STAGES * block / blocks();
    }

    /** Channels of a stage. */
    public int channels(int stage) {
        return width << stage;
    }

    /**
     * The place on the main path of the layer that a block of parameters belongs to: 0 for the stem, then two a block; a
     * projection has the place of its block's second layer, the head comes last.
     *
     * @param name like {@code b03/conv2}
     */
    public int layer(String name) {
        String[] path = name.split("/", 2);
        return switch (path[0]) {
            case "stem" -> 0;
            case "head" -> depth - 1;
            default -> 2 * Integer.parseInt(path[0].substring(1)) + (path[1].endsWith("1") ? 1 : 2);
        };
    }

    @Override
    public int compareTo(Variant other) {
        return Comparator.comparingInt(Variant::depth)
                .thenComparing(Variant::wiring)
                .thenComparingInt(Variant::width)
                .thenComparingLong(Variant::seed)
                .thenComparingDouble(Variant::learningRate)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return id();
    }
}
