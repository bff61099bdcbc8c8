package io.lossatlas.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lossatlas.config.Fingerprints;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.RunConfigs;
import io.lossatlas.data.DataSet;
import io.lossatlas.data.MnistFiles;
import io.lossatlas.model.Variant;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import io.lossatlas.store.Stage;
import io.lossatlas.store.StageRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * What a command is to do, checked as far as it can be before Spark starts.
 *
 * @param config the configuration
 * @param data the images, read and checked
 * @param folder of the run
 * @param fresh the stage to start over from
 */
record Work(RunConfig config, DataSet data, RunFolder folder, Optional<Stage> fresh) {

    /**
     * Reads configuration and data and compares them with what the run holds.
     *
     * @throws RefusedException for anything that would stop the work later
     */
    static Work prepare(ConfigOptions configuration, RunOptions options) {
        Configuration hadoop = Sparks.hadoop();
        RunConfig config = configuration.load(hadoop);
        if (Provenance.needsVectors(config)) {
            Provenance.requireVectors();
        }
        RunFolder folder = RunFolder.at(options.output(config), hadoop);
        DataSet data = MnistFiles.read(config.data(), hadoop);
        DataChecks.check(config, data);
        Work work = new Work(config, data, folder, options.fresh());
        if (Run.exists(folder)) {
            work.requireSameResults(Run.read(folder));
        }
        return work;
    }

    /** The variants of the sweep. */
    List<Variant> variants() {
        return Variant.of(config.sweep());
    }

    /** The configuration as the manifest holds it. */
    JsonNode json() {
        return new ObjectMapper().valueToTree(RunConfigs.toMap(config));
    }

    /** What decides the numbers of each stage. */
    Map<Stage, Map<String, String>> fingerprints() {
        Map<Stage, Map<String, String>> prints = new EnumMap<>(Stage.class);
        prints.put(Stage.TRAIN, Fingerprints.train(config, data.sha256()));
        prints.put(Stage.SURFACE, Fingerprints.surface(config, data.sha256()));
        prints.put(Stage.ANALYZE, Fingerprints.analyze(config));
        return prints;
    }

    private void requireSameResults(Run run) {
        List<String> differences = new ArrayList<>();
        fingerprints().forEach((stage, now) -> {
            Optional<StageRecord> published = run.manifest().stage(stage);
            if (published.isPresent() && !startsOver(stage)) {
                Fingerprints.differences(published.get().fingerprint(), now)
                        .forEach(difference -> differences.add("  %s stage: %s".formatted(stage.text(), difference)));
            }
        });
        if (!differences.isEmpty()) {
            throw new RefusedException(
                    "output %s: this configuration would change numbers that the run has published:%n%s%n"
                                    .formatted(folder, String.join(System.lineSeparator(), differences))
                            + "Choose another --output, or start over with --fresh (--fresh=surface keeps the training, "
                            + "--fresh=analyze the surfaces too).");
        }
    }

    private boolean startsOver(Stage stage) {
        return fresh.map(first -> stage.compareTo(first) >= 0).orElse(false);
    }
}
