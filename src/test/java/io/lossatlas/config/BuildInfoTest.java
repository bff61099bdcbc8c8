package io.lossatlas.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildInfoTest {
    @Test
    void the_build_tells_version_and_commit_or_that_it_does_not_know() {
        BuildInfo build = BuildInfo.current();
        assertThat(build.version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(build.commit()).matches("[0-9a-f]{40}(-dirty)?|unknown");
        assertThat(build.java()).startsWith("" + Runtime.version().feature());
        assertThat(build.toMap()).containsOnlyKeys("version", "git_commit", "java", "os");
    }
}
