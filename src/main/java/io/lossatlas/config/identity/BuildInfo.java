package io.lossatlas.config.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The program and the machine that it runs on: recorded beside results, never compared.
 *
 * @param version of LossAtlas
 * @param commit of its sources, with {@code -dirty} where they had changed since; {@value #UNKNOWN} outside git
 * @param java version and vendor of the virtual machine
 * @param os name, version and architecture
 */
public record BuildInfo(String version, String commit, String java, String os) {
    /** Stands for what the build could not tell. */
    public static final String UNKNOWN = "unknown";

    private static final String RESOURCE = "build.properties";

    /** Of this process. */
    public static BuildInfo current() {
        Properties build = build();
        boolean dirty = Boolean.parseBoolean(build.getProperty("git.dirty"));
        String commit = known(build, "git.commit.id.full");
        return new BuildInfo(
                known(build, "git.build.version"),
                dirty ? commit + "-dirty" : commit,
                "%s (%s)".formatted(System.getProperty("java.version"), System.getProperty("java.vendor")),
                "%s %s %s"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch")));
    }

    /** The parts by name, for a manifest: {@code version}, {@code git_commit}, {@code java}, {@code os}. */
    public Map<String, String> toMap() {
        SortedMap<String, String> parts = new TreeMap<>();
        parts.put("version", version);
        parts.put("git_commit", commit);
        parts.put("java", java);
        parts.put("os", os);
        return parts;
    }

    private static String known(Properties build, String key) {
        String value = build.getProperty(key, "");
        return value.isBlank() ? UNKNOWN : value;
    }

    private static Properties build() {
        Properties properties = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream(RESOURCE)) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE + " from the class path", e);
        }
        return properties;
    }
}
