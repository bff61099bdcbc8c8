package io.lossatlas.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.parse.RunConfigs;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import io.lossatlas.surface.RunStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the content and state of a run. */
@Command(
        name = "show",
        description =
                "Says what a run holds, what is missing or failed, and which files are gone or not of the length that the manifest says; "
                        + "exit code 1 where one is damaged.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  lossatlas show -o runs/quickstart",
            "  lossatlas show -o runs/quickstart --verify",
            "  lossatlas show -o runs/quickstart --json"
        })
final class ShowCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "URI",
            required = true,
            description = "The run's folder, on any Hadoop file system.")
    private String output;

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Option(names = "--verify", description = "Compares the hashes of all files too, which reads every one of them.")
    private boolean verify;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        Run run = Run.read(RunFolder.at(output, Sparks.hadoop()));
        RunConfig config =
                RunConfigs.fromManifestJson(run.manifest().configuration().toString());
        List<String> damaged =
                run.damaged(verify).stream().map(FileRecord::path).sorted().toList();
        RunStatus status =
                RunStatus.of(run.folder().toString(), config, run.manifest()).withDamaged(damaged);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(status));
        } else {
            RunStatusText.print(status, out);
        }
        out.flush();
        return damaged.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
