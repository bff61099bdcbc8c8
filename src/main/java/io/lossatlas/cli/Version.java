package io.lossatlas.cli;

import io.lossatlas.config.identity.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/** The answer to {@code --version}. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        BuildInfo build = BuildInfo.current();
        return new String[] {"lossatlas %s (%s)".formatted(build.version(), build.commit())};
    }
}
