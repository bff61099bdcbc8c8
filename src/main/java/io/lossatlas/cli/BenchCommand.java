package io.lossatlas.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lossatlas.bench.Bench;
import io.lossatlas.bench.BenchJson;
import io.lossatlas.bench.BenchRow;
import io.lossatlas.bench.BenchSettings;
import io.lossatlas.bench.BenchTable;
import io.lossatlas.bench.Peer;
import io.lossatlas.bench.PeerException;
import io.lossatlas.bench.grid.GridBench;
import io.lossatlas.bench.grid.GridRow;
import io.lossatlas.bench.grid.GridTable;
import io.lossatlas.cli.option.BenchOptions;
import io.lossatlas.cli.progress.ProgressLine;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.parse.RunConfigs;
import io.lossatlas.data.DataFiles;
import io.lossatlas.data.DataSet;
import io.lossatlas.engine.KernelCheck;
import io.lossatlas.engine.SimdEngine;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
        description = "Measures images a second of one core for evaluation and training, engine beside engine beside "
                + "PyTorch and the core's own peak, and a grid job as a whole on one core and on two. Needs neither "
                + "configuration nor output; takes about ten minutes.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  lossatlas bench --peer python3 --json bench.json",
            "  lossatlas bench --peer python3 --task eval --depth 10 --seconds 10",
            "  lossatlas bench --task grid --grid 300"
        })
final class BenchCommand implements Callable<Integer> {
    @Mixin
    private BenchOptions options;

    @Option(
            names = "--peer",
            paramLabel = "COMMAND",
            description = "A Python interpreter that has PyTorch, and its arguments, to measure beside the engines.")
    private String peer;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the rows of eval and train as a JSON array.")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Provenance.requireVectors();
        BenchSettings settings = options.settings();
        requireWritable();
        DataSet data =
                DataFiles.read(RunConfigs.load(Optional.empty(), List.of()).data(), Sparks.hadoop());
        PrintWriter out = spec.commandLine().getOut();
        out.println("%d lanes of float a vector, Java %s".formatted(SimdEngine.vectorLanes(), Runtime.version()));
        kernels(out);
        boolean complete = settings.tasks().isEmpty() || rows(settings, data, out);
        if (options.grid()) {
            grid(data, out);
        }
        out.flush();
        return complete ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** Each kernel by itself: one that the JIT has spoilt shows here by name, not as a slow network. */
    private static void kernels(PrintWriter out) {
        for (KernelCheck.Rate rate : KernelCheck.measure()) {
            out.println((rate.slow() ? "SLOW kernel, far below what it should reach: " : "kernel ") + rate);
        }
        out.flush();
    }

    /** Measures and prints; false where the peer failed. */
    private boolean rows(BenchSettings settings, DataSet data, PrintWriter out) throws IOException {
        List<BenchRow> rows;
        Optional<Peer> beside = Optional.ofNullable(peer).map(BenchCommand::start);
        try (ProgressLine line = new ProgressLine(out)) {
            beside.ifPresent(each -> out.println("peer: " + each.name()));
            rows = new Bench(settings, data.test(), beside, text -> line.update(this, () -> text)).run();
        } finally {
            beside.ifPresent(Peer::close);
        }
        out.println();
        out.print(BenchTable.of(rows));
        out.flush();
        if (json != null) {
            Files.writeString(json, new ObjectMapper().writeValueAsString(BenchJson.of(rows)) + System.lineSeparator());
        }
        return rows.stream().allMatch(row -> row.note().isEmpty());
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

    private static Peer start(String command) {
        try {
            return Peer.start(List.of(command.strip().split("\\s+")));
        } catch (PeerException e) {
            throw new RefusedException("--peer: " + e.getMessage(), e);
        }
    }
}
