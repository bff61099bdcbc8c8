package io.lossatlas.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.lossatlas.bench.Bench;
import io.lossatlas.bench.BenchJson;
import io.lossatlas.bench.BenchRow;
import io.lossatlas.bench.BenchTable;
import io.lossatlas.bench.LayerTable;
import io.lossatlas.bench.grid.GridBench;
import io.lossatlas.bench.grid.GridRow;
import io.lossatlas.bench.grid.GridTable;
import io.lossatlas.bench.peer.Peer;
import io.lossatlas.bench.peer.PeerException;
import io.lossatlas.bench.peer.PeerKind;
import io.lossatlas.bench.peer.TemporaryFolder;
import io.lossatlas.bench.subject.BenchCase;
import io.lossatlas.bench.subject.FamilyCases;
import io.lossatlas.cli.option.BenchNetworks;
import io.lossatlas.cli.option.BenchOptions;
import io.lossatlas.cli.option.NetworkFiles;
import io.lossatlas.cli.progress.ProgressLine;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.parse.RunConfigs;
import io.lossatlas.data.DataFiles;
import io.lossatlas.data.DataSet;
import io.lossatlas.engine.SimdEngine;
import io.lossatlas.engine.check.KernelCheck;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast this machine is. */
@Command(
        name = "bench",
        description =
                "Measures images a second of one core for evaluation, training and products of the Hessian with a "
                        + "vector, engine beside engine beside PyTorch and the core's own peak, and a grid job as a whole on one core and on two. Needs neither "
                        + "configuration nor output; takes about twelve minutes. With --network the evaluation of networks of ONNX files "
                        + "alone, beside ONNX Runtime, on images of their own input's shape, drawn at random.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  lossatlas bench --peer python3 --json bench.json",
            "  lossatlas bench --peer python3 --task eval --depth 10 --seconds 10",
            "  lossatlas bench --task grid --grid 300",
            "  lossatlas bench --kernels",
            "  lossatlas bench --network resnet20.onnx --peer-onnx python3 --json bench.json"
        })
final class BenchCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options;

    @Mixin
    private BenchNetworks networks;

    @Option(
            names = "--peer",
            paramLabel = "COMMAND",
            description =
                    "A Python interpreter that has PyTorch, and its arguments, to measure beside the engines; repeatable. "
                            + "Does not apply to --network.")
    private List<String> torch = new ArrayList<>();

    @Option(
            names = "--peer-onnx",
            paramLabel = "COMMAND",
            description =
                    "A Python interpreter that has onnxruntime, and its arguments, to measure beside engine simd at each "
                            + "--network, at its best of batches of 1, 16 and 64; repeatable.")
    private List<String> onnx = new ArrayList<>();

    @Option(
            names = "--kernels",
            description =
                    "In place of networks: single layers of several networks that people train, each with its gradients, and "
                            + "the share of the core's peak that they reach; takes about a minute.")
    private boolean kernels;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Writes the rows of eval, train and product, or of --kernels, as a JSON array.")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Provenance.requireVectors();
        FamilyCases family = options.family();
        requireWritable();
        if (kernels) {
            return layers();
        }
        if (!networks.isEmpty()) {
            return networks();
        }
        if (!onnx.isEmpty()) {
            throw new RefusedException(
                    "--peer-onnx: expected --network beside it, since it runs ONNX files, found none");
        }
        DataSet data =
                DataFiles.read(RunConfigs.load(Optional.empty(), List.of()).data(), Sparks.hadoop());
        PrintWriter out = spec.commandLine().getOut();
        boolean complete = true;
        if (family.tasks().isEmpty()) {
            machine(out);
        } else {
            complete = rows(family.on(data.test()), PeerKind.PYTORCH, torch, out);
        }
        if (options.grid()) {
            grid(data, out);
        }
        out.flush();
        return complete ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** Networks of files in place of everything else. */
    private int networks() throws IOException {
        options.requireEvaluation();
        PrintWriter out = spec.commandLine().getOut();
        try (TemporaryFolder copies = TemporaryFolder.make()) {
            List<BenchCase> cases = networks.read(new NetworkFiles(Sparks.hadoop()), copies);
            if (!torch.isEmpty()) {
                out.println("--peer does not apply to ONNX files, which PyTorch cannot run; --peer-onnx does");
            }
            boolean complete = rows(cases, PeerKind.ONNX_RUNTIME, onnx, out);
            return complete ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    /** Single layers in place of everything else. */
    private int layers() throws IOException {
        if (!networks.isEmpty() || !torch.isEmpty() || !onnx.isEmpty()) {
            throw new RefusedException(
                    "--kernels: expected neither --network nor a peer beside it, since it runs no network");
        }
        PrintWriter out = spec.commandLine().getOut();
        vectors(out);
        List<KernelCheck.LayerRates> rates;
        try (ProgressLine line = new ProgressLine(out)) {
            rates = KernelCheck.layers(text -> line.update(this, () -> text));
        }
        out.print(LayerTable.of(rates));
        out.flush();
        write(LayerTable.json(rates));
        return ExitCode.DONE;
    }

    private static void machine(PrintWriter out) {
        vectors(out);
        kernels(out);
    }

    private static void vectors(PrintWriter out) {
        out.println("%d lanes of float a vector, Java %s".formatted(SimdEngine.vectorLanes(), Runtime.version()));
    }

    /** Each kernel by itself: one that the JIT has spoilt shows here by name, not as a slow network. */
    private static void kernels(PrintWriter out) {
        for (KernelCheck.Rate rate : KernelCheck.measure()) {
            out.println((rate.slow() ? "SLOW kernel, far below what it should reach: " : "kernel ") + rate);
        }
        out.flush();
    }

    /** Measures and prints, once all peers are there; false where one failed. */
    private boolean rows(List<BenchCase> cases, PeerKind kind, List<String> commands, PrintWriter out)
            throws IOException {
        List<BenchRow> rows;
        List<Peer> peers = new ArrayList<>();
        try (ProgressLine line = new ProgressLine(out)) {
            for (String command : commands) {
                Peer peer = start(kind, command);
                peers.add(peer);
                out.println("peer: " + peer.name());
            }
            machine(out);
            rows = new Bench(cases, options.seconds(), peers, text -> line.update(this, () -> text)).run();
        } finally {
            peers.forEach(Peer::close);
        }
        out.println();
        out.print(BenchTable.of(rows));
        out.flush();
        write(BenchJson.of(rows));
        return rows.stream().allMatch(row -> row.note().isEmpty());
    }

    /** Writes what --json asks for. */
    private void write(ArrayNode rows) throws IOException {
        if (json != null) {
            Files.writeString(json, new ObjectMapper().writeValueAsString(rows) + System.lineSeparator());
        }
    }

    private void grid(DataSet data, PrintWriter out) {
        try (ProgressLine line = new ProgressLine(out)) {
            GridBench bench = new GridBench(
                    options.gridSeconds(),
                    data,
                    cores -> Sparks.local(cores, "lossatlas bench"),
                    text -> line.update(this, () -> text));
            List<GridRow> rows = bench.run();
            line.line("");
            out.print(GridTable.of(rows));
        }
    }

    private void requireWritable() {
        if (json != null) {
            File file = json.toAbsolutePath().toFile();
            if (file.isDirectory() || !(file.exists() ? file : file.getParentFile()).canWrite()) {
                throw new RefusedException("--json %s: expected a file that can be written".formatted(json));
            }
        }
    }

    private static Peer start(PeerKind kind, String command) {
        try {
            return Peer.start(kind, List.of(command.strip().split("\\s+")));
        } catch (PeerException e) {
            throw new RefusedException("%s: %s".formatted(kind.option(), e.getMessage()), e);
        }
    }
}
