package io.lossatlas.cli;

import io.lossatlas.cli.option.ExampleShape;
import io.lossatlas.cli.text.NetworkText;
import io.lossatlas.config.LossKind;
import io.lossatlas.config.RefusedException;
import io.lossatlas.engine.SimdEngine;
import io.lossatlas.onnx.OnnxNetwork;
import io.lossatlas.onnx.OnnxReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is understood of a network that a user brings. */
@Command(
        name = "inspect",
        description =
                "Says what is understood of a network in an ONNX file: operations, parameters and their roles, cost and "
                        + "memory, whether batch normalisation can be recalibrated. Exit code 2 where engine simd cannot compute it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  lossatlas inspect --network resnet20.onnx",
            "  lossatlas inspect --network vit.onnx --input 3x32x32"
        })
final class InspectCommand implements Callable<Integer> {
    @Option(names = "--network", paramLabel = "FILE", required = true, description = "An ONNX file.")
    private Path network;

    @Option(
            names = "--input",
            paramLabel = "CxHxW",
            description = "Extents of an example, like 3x32x32; needed where the file leaves them open.")
    private String input;

    @Option(
            names = "--loss",
            paramLabel = "LOSS",
            defaultValue = "cross-entropy",
            description = "What is to be computed of the outputs, as surface.loss: cross-entropy or mse.")
    private String loss;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        LossKind of = kind(loss);
        OnnxNetwork read =
                input == null ? OnnxReader.read(network, of) : OnnxReader.read(network, ExampleShape.of(input), of);
        PrintWriter out = spec.commandLine().getOut();
        NetworkText.print(read, out);
        out.flush();
        SimdEngine engine;
        try {
            engine = SimdEngine.compile(read.graph());
        } catch (IllegalArgumentException e) {
            throw new RefusedException("%s: read, but not compiled: %s".formatted(network, e.getMessage()), e);
        }
        NetworkText.print(engine, out);
        out.flush();
        return ExitCode.DONE;
    }

    private static LossKind kind(String text) {
        return Arrays.stream(LossKind.values())
                .filter(kind -> kind.text().equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new RefusedException("--loss: expected one of cross-entropy, mse, found '%s'".formatted(text)));
    }
}
