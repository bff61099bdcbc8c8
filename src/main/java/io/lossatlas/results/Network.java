package io.lossatlas.results;

import io.lossatlas.model.Variant;
import java.util.Comparator;

/**
 * A network as results are grouped by: one of a sweep, several of them that differ in their seed alone, or one of its own,
 * without depth or wiring.
 *
 * @param id its name in the tables, like {@code d100-skip-w8-s1-lr0.05}; without its seed where numbers are pooled over seeds
 * @param depth weighted layers, 0 for one of its own
 * @param wiring {@code plain}, {@code skip}, or nothing
 * @param rest width, seed and learning rate, as they stand in the name; the whole name of one of its own
 * @param seedless the same without the seed
 */
public record Network(String id, int depth, String wiring, String rest, String seedless) {
    /** Without skip connections. */
    public static final String PLAIN = "plain";

    /** With skip connections. */
    public static final String SKIP = "skip";

    /** By depth, then what differs in width, seed and rate, plain before skip. */
    public static final Comparator<Network> ORDER = Comparator.comparingInt(Network::depth)
            .thenComparing(Network::rest)
            .thenComparing(Network::wiring)
            .thenComparing(Network::id);

    /** A network of a sweep. */
    public static Network of(Variant variant) {
        return new Network(
                variant.id(),
                variant.depth(),
                variant.wiring().text(),
                variant.setting(),
                Variant.withoutSeed(variant.setting()));
    }

    /** All networks of a sweep that differ from one in their seed. */
    public static Network pooled(Variant variant) {
        Network one = of(variant);
        return new Network(Variant.withoutSeed(one.id), one.depth, one.wiring, one.seedless, one.seedless);
    }

    /** A network that is none of a sweep. */
    public static Network ofItsOwn(String id) {
        return new Network(id, 0, "", id, id);
    }

    /** The group that this network is compared in: the same but for its wiring. */
    public String pair() {
        return depth + "/" + rest;
    }

    /** Whether it stands for networks of several seeds. */
    public boolean pooled() {
        return known() && rest.equals(seedless);
    }

    /** The same group over all seeds. */
    public String pooledPair() {
        return depth + "/" + seedless;
    }

    /** Whether it is of a sweep. */
    public boolean known() {
        return depth > 0;
    }

    /** Whether it has no skip connections. */
    public boolean plain() {
        return wiring.equals(PLAIN);
    }

    /** Whether it has skip connections. */
    public boolean skip() {
        return wiring.equals(SKIP);
    }
}
