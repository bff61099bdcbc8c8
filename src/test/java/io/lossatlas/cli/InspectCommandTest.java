package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
    private static final String NETWORKS = "src/test/resources/io/lossatlas/onnx/";

    @TempDir
    private Path folder;

    @Test
    void aNetworkThatTheEngineCompilesIsDescribed() {
        Cli inspect = Cli.of("inspect", "--network", NETWORKS + "resnet-b-script.onnx");

        assertThat(inspect.exitCode).as(inspect.err).isZero();
        assertThat(inspect.out)
                .contains("network     resnet-b-script, ONNX's operators of version 15")
                .contains("input       3 x 8 x 8")
                .contains("1 AveragePool, 6 BatchNorm, 6 Conv, 1 Dense")
                .contains("parameters  1481 values in 32 tensors")
                .contains("  conv        4 x 3 x 3 x 3        stem.0.weight")
                .contains("  bn_var      8                    blocks.1.shortcut.1.running_var")
                .contains("  dense       5 x 8                head.weight")
                .contains("bn          6 normalisations, which surface.bn = recalibrated can recalibrate")
                .contains("engine      simd compiles it")
                .contains("fused       1 Conv + BatchNorm, 2 Conv + BatchNorm + Add + Relu, 3 Conv + BatchNorm + Relu")
                .contains("activations 0.1 MiB a task, 2.1 MiB to recalibrate with 256 images");
    }

    /** Multiply-adds by hand: 3 * 9 * 4 * 64 + 2 * (4 * 9 * 4 * 64) + 4 * 9 * 8 * 16 + 8 * 9 * 8 * 16 + 4 * 8 * 16 + 40. */
    @Test
    void theCostIsThatOfConvolutionsAndDenseLayers() {
        assertThat(Cli.of("inspect", "--network", NETWORKS + "resnet-b-script.onnx").out)
                .contains("cost        0.040 million multiply-adds an image");
    }

    @Test
    void foldedNormalisationIsNamed() {
        assertThat(Cli.of("inspect", "--network", NETWORKS + "resnet-b-dynamo.onnx").out)
                .contains("bn          none: surface.bn = recalibrated has nothing to do");
    }

    @Test
    void whatCannotBeMappedIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.onnx"), "import torch\n");

        Cli none = Cli.of("inspect", "--network", text.toString());
        assertThat(none.exitCode).isEqualTo(2);
        assertThat(none.err)
                .startsWith("lossatlas: " + text + ": expected an ONNX model")
                .hasLineCount(1);

        Cli other = Cli.of("inspect", "--network", NETWORKS + "lenet-script.onnx", "--input", "3x16x16");
        assertThat(other.exitCode).isEqualTo(2);
        assertThat(other.err)
                .isEqualToNormalizingNewlines(
                        "lossatlas: " + NETWORKS + "lenet-script.onnx: input images: expected examples of "
                                + "1 x 16 x 16, as the network declares, found 3 x 16 x 16\n");

        Cli extents = Cli.of("inspect", "--network", NETWORKS + "lenet-script.onnx", "--input", "3,16");
        assertThat(extents.exitCode).isEqualTo(2);
        assertThat(extents.err)
                .isEqualToNormalizingNewlines("lossatlas: --input: expected extents like 3x32x32, found '3,16'\n");
    }
}
