package io.lossatlas.config.parse;

/**
 * The text of a configuration and where it came from.
 *
 * @param description names it in messages, like {@code conf/quickstart.conf}
 * @param text HOCON, of which JSON is a part
 */
public record ConfigSource(String description, String text) {}
