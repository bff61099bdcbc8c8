package io.lossatlas.config;

import java.util.regex.Pattern;

/** Hides what looks like a credential before a text leaves the process. */
public final class Secrets {
    /** Stands for what is hidden. */
    public static final String HIDDEN = "***";

    private static final String NAMES = "password|passwd|pwd|secret|token|key|credential|signature|sig|auth";
    private static final Pattern SECRET_NAME = Pattern.compile("(?i).*(?:" + NAMES + ").*");

    /** {@code ?name=value}, {@code &name=value} or {@code ;name=value} with such a name. */
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)([?&;#][\\w.%-]*(?:" + NAMES + ")[\\w.%-]*=)[^&;#\\s\"']+");

    /** {@code scheme://user:password@}; a secret key may hold a slash, a port may not be taken for one. */
    private static final Pattern USER_AND_PASSWORD = Pattern.compile(
            "(?i)([a-z][a-z0-9+.-]*://)[^\\s@/:\"']*:(?!\\d+(?:[/?#,\\s]|$))(?:[^\\s/\"']*|[^\\s@\"']*)@");

    /** {@code scheme://user@}, but for Azure's file systems, which name a container there. */
    private static final Pattern USER =
            Pattern.compile("(?i)(?<![a-z0-9+.-])((?!abfss?:|wasbs?:)[a-z][a-z0-9+.-]*://)[^\\s@/:\"'*]+@");

    private Secrets() {}

    /** The text without the user information of URIs and without query parameters that look like credentials. */
    public static String mask(String text) {
        String masked = USER_AND_PASSWORD.matcher(text).replaceAll("$1" + HIDDEN + "@");
        masked = USER.matcher(masked).replaceAll("$1" + HIDDEN + "@");
        return PARAMETER.matcher(masked).replaceAll("$1" + HIDDEN);
    }

    /** The value of a key: hidden as a whole where the key's last name looks like a credential's, else masked. */
    public static String mask(String key, String value) {
        String name = key.substring(key.lastIndexOf('.') + 1);
        return SECRET_NAME.matcher(name).matches() ? HIDDEN : mask(value);
    }
}
