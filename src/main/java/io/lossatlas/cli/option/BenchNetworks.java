package io.lossatlas.cli.option;

import io.lossatlas.bench.peer.TemporaryFolder;
import io.lossatlas.bench.subject.BenchCase;
import io.lossatlas.bench.subject.NetworkCase;
import io.lossatlas.config.RefusedException;
import io.lossatlas.graph.shape.TensorShape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Networks of files that {@code bench} measures in place of the sweep's family. */
public final class BenchNetworks {
    @Option(
            names = "--network",
            paramLabel = "[NAME=]FILE",
            description = "Your own network in place of the sweep's family, evaluated by engine simd with frozen batch "
                    + "normalisation: an ONNX file, local or any Hadoop URI; repeatable. Also says how long it takes to read and "
                    + "compile, and to set the weights of a point.")
    private List<String> networks = new ArrayList<>();

    @Option(
            names = "--input",
            paramLabel = "CxHxW",
            description = "Extents of an example, like 3x32x32; needed where the file of --network leaves them open.")
    private String input;

    /** Whether there are any. */
    public boolean isEmpty() {
        return networks.isEmpty();
    }

    /**
     * Reads and compiles them.
     *
     * @param files finds them
     * @param folder where to keep copies of those that are not local
     * @throws RefusedException naming file and node, what was expected and what was found
     */
    public List<BenchCase> read(NetworkFiles files, TemporaryFolder folder) {
        Optional<TensorShape> example = Optional.ofNullable(input).map(ExampleShape::of);
        Map<String, BenchCase> cases = new LinkedHashMap<>();
        for (String network : networks) {
            NamedFile named = NamedFile.of(network);
            if (cases.containsKey(named.name())) {
                throw new RefusedException("--network: expected each name once, found %s twice; NAME=FILE gives another"
                        .formatted(named.name()));
            }
            Path path = files.kept(named.file(), folder.path().resolve(named.name() + ".onnx"));
            NetworkCase read = NetworkCase.read(named.name(), path, example);
            EvaluationMemory.of(read.compile(), 0, true).require("network %s (%s)".formatted(named.name(), path), "");
            cases.put(named.name(), read);
        }
        return List.copyOf(cases.values());
    }
}
