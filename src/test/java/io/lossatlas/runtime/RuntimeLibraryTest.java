package io.lossatlas.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuntimeLibraryTest {
    @Test
    void aClassPathWithoutTheJarIsRefusedByItsName() {
        assertThat(RuntimeLibrary.obstacle(ClassLoader.getPlatformClassLoader()))
                .get()
                .asString()
                .contains("engine = onnxruntime needs the jar com.microsoft.onnxruntime:onnxruntime:")
                .contains("--packages", "--jars", "EXTRA_CLASSPATH")
                .doesNotContain("\n");
    }

    @Test
    void theTestsHaveItsClassesAndItsNativeLibrary() {
        assertThat(RuntimeLibrary.obstacle()).isEmpty();
        assertThat(RuntimeLibrary.version()).matches("\\d+\\.\\d+\\.\\d+");
    }
}
