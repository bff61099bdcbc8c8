package io.lossatlas.config.parse;

import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.Secrets;
import java.io.File;
import java.net.URL;

/**
 * Refuses {@code include}: HOCON would leave out a file that it doesn't find without a word, and would fetch URLs.
 *
 * @param source description of the including text
 */
record NoIncludes(String source)
        implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        throw refused(what);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
        throw refused(what.getPath());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        throw refused(what.toString());
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
        throw refused(what);
    }

    private RefusedException refused(String what) {
        return new RefusedException(
                "%s: expected a configuration in one file, found include \"%s\"".formatted(source, Secrets.mask(what)));
    }
}
