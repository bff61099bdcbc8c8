package io.lossatlas.config.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildInfoTest {
    @Test
    void theBuildTellsVersionAndCommitOrThatItDoesNotKnow() {
        BuildInfo build = BuildInfo.current();
        assertThat(build.version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(build.commit()).matches("[0-9a-f]{40}(-dirty)?|unknown");
        assertThat(build.java()).startsWith("" + Runtime.version().feature());
        assertThat(build.toMap()).containsOnlyKeys("version", "git_commit", "java", "os");
    }
}
