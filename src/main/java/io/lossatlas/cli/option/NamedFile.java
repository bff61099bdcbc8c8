package io.lossatlas.cli.option;

import io.lossatlas.config.NetworkConfig;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of {@code --network}.
 *
 * @param name of the network, the file's unless one is given
 * @param file local or any Hadoop URI
 */
record NamedFile(String name, String file) {
    private static final Pattern NAMED = Pattern.compile("(" + NetworkConfig.NAME + ")=(.+)");

    static NamedFile of(String option) {
        Matcher named = NAMED.matcher(option);
        return named.matches()
                ? new NamedFile(named.group(1), named.group(2))
                : new NamedFile(NetworkConfig.nameOf(option), option);
    }
}
