package io.lossatlas.report;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a variant tells. A name of another form is a network of its own, without depth or wiring.
 *
 * @param id the name, like {@code d100-skip-w8-s1-lr0.05}; without its seed where numbers are pooled over seeds
 * @param depth weighted layers, 0 where the name does not tell
 * @param wiring {@code plain}, {@code skip}, or nothing
 * @param rest width, seed and learning rate, as they stand in the name; the whole name where it has another form
 */
public record Network(String id, int depth, String wiring, String rest) {
    /** Without skip connections. */
    public static final String PLAIN = "plain";

    /** With skip connections. */
    public static final String SKIP = "skip";

    /** By depth, then what differs in width, seed and rate, plain before skip. */
    public static final Comparator<Network> ORDER = Comparator.comparingInt(Network::depth)
            .thenComparing(Network::rest)
            .thenComparing(Network::wiring)
            .thenComparing(Network::id);

    private static final Pattern NAME = Pattern.compile("d(\\d{1,6})-(plain|skip)-(w\\d+(?:-s-?\\d+)?-lr[\\d.]+)");

    /** Reads a name. */
    public static Network named(String id) {
        Matcher name = NAME.matcher(id);
        return name.matches()
                ? new Network(id, Integer.parseInt(name.group(1)), name.group(2), name.group(3))
                : new Network(id, 0, "", id);
    }

    /** The group that this network is compared in: the same but for its wiring. */
    public String pair() {
        return depth + "/" + rest;
    }

    /** Whether it stands for networks of several seeds. */
    public boolean pooled() {
        return known() && pair().equals(pooledPair());
    }

    /** The same group over all seeds. */
    public String pooledPair() {
        return pair().replaceFirst("-s-?\\d+", "");
    }

    /** Whether its name is of a sweep's form. */
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
