package io.lossatlas.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lossatlas.analysis.AnalysisFingerprint;
import io.lossatlas.cli.option.ConfigOptions;
import io.lossatlas.cli.option.EndFile;
import io.lossatlas.cli.option.EndFiles;
import io.lossatlas.cli.option.NetworkFiles;
import io.lossatlas.cli.option.NetworkOptions;
import io.lossatlas.cli.option.OwnNetworkFile;
import io.lossatlas.cli.option.OwnNetworks;
import io.lossatlas.cli.option.OwnWeights;
import io.lossatlas.cli.option.RunOptions;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.identity.Fingerprints;
import io.lossatlas.config.parse.RunConfigs;
import io.lossatlas.curvature.CurvatureCheck;
import io.lossatlas.data.DataFiles;
import io.lossatlas.data.DataSet;
import io.lossatlas.model.MappedNetwork;
import io.lossatlas.model.Variant;
import io.lossatlas.plane.PlaneSpecs;
import io.lossatlas.plane.PlannedPlanes;
import io.lossatlas.plane.RunNetworks;
import io.lossatlas.store.PlaneRecord;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import io.lossatlas.store.Stage;
import io.lossatlas.store.StageRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * The work that a command is to do, checked as far as it can be before Spark starts.
 *
 * @param config the configuration
 * @param data the images, read and checked
 * @param folder of the run
 * @param fresh the stage to start over from
 * @param weights a network of the sweep's family in a file of the user, which takes the place of training
 * @param networks those that are brought along in place of the sweep
 * @param files weights that lines and triangles lead to beside those of the networks
 */
record RunRequest(
        RunConfig config,
        DataSet data,
        RunFolder folder,
        Optional<Stage> fresh,
        Optional<OwnWeights> weights,
        List<OwnNetworkFile> networks,
        List<EndFile> files) {

    /**
     * Reads configuration, data and weights and compares them with what the run holds.
     *
     * @throws RefusedException for anything that would stop the work later
     */
    static RunRequest prepare(ConfigOptions configuration, RunOptions options, NetworkOptions own) {
        return prepare(configuration.load(Sparks.hadoop(), own.settings()), options, own);
    }

    /**
     * The same of a configuration that is read.
     *
     * @throws RefusedException for anything that would stop the work later
     */
    static RunRequest prepare(RunConfig config, RunOptions options, NetworkOptions own) {
        Configuration hadoop = Sparks.hadoop();
        if (Provenance.needsVectors(config)) {
            Provenance.requireVectors();
        }
        RunFolder folder = RunFolder.at(options.output(config), hadoop);
        DataSet data = DataFiles.read(config.data(), config.surface().loss(), hadoop);
        DataChecks.check(config, data);
        Optional<OwnWeights> weights = own.read(config, data, hadoop);
        NetworkFiles files = new NetworkFiles(hadoop);
        List<OwnNetworkFile> networks = OwnNetworks.read(config, data.train(), files);
        RunRequest request =
                new RunRequest(config, data, folder, options.fresh(), weights, networks, List.of()).withFiles(files);
        new CurvatureCheck(config, data.train(), Runtime.getRuntime().maxMemory())
                .check(request.mapped(), request.known());
        if (Run.exists(folder)) {
            request.requireSameResults(Run.read(folder));
        }
        return request;
    }

    private RunRequest withFiles(NetworkFiles reader) {
        PlannedPlanes.check(config, known());
        return new RunRequest(
                config,
                data,
                folder,
                fresh,
                weights,
                networks,
                EndFiles.read(config, data.train(), mapped(), known(), reader));
    }

    /** The variants of the sweep. */
    List<Variant> variants() {
        return Variant.of(config.sweep());
    }

    /** The networks whose landscapes are mapped. */
    List<? extends MappedNetwork> mapped() {
        return networks.isEmpty()
                ? variants()
                : networks.stream().map(OwnNetworkFile::network).toList();
    }

    /** The same as planes have to know them. */
    RunNetworks known() {
        if (!networks.isEmpty()) {
            return new RunNetworks(networks.stream().map(OwnNetworkFile::known).toList());
        }
        int steps = weights.isPresent()
                ? 0
                : config.train()
                        .length()
                        .steps(data.train().count(), config.train().batchSize());
        return RunNetworks.ofSweep(variants(), OptionalInt.of(steps), config.train());
    }

    /** The configuration as the manifest holds it. */
    JsonNode json() {
        return new ObjectMapper().valueToTree(RunConfigs.toMap(config));
    }

    /** The fingerprint of each stage. */
    Map<Stage, Map<String, String>> fingerprints() {
        Map<Stage, Map<String, String>> prints = new EnumMap<>(Stage.class);
        prints.put(Stage.TRAIN, ofTraining());
        Map<String, String> surface = new TreeMap<>(Fingerprints.surface(config, data.sha256()));
        surface.putAll(Fingerprints.files(files.stream().collect(Collectors.toMap(EndFile::name, EndFile::sha256))));
        prints.put(Stage.SURFACE, surface);
        if (CurvatureCheck.records(config)) {
            prints.put(Stage.CURVATURE, Fingerprints.curvature(config, data.sha256()));
        }
        prints.put(Stage.ANALYZE, AnalysisFingerprint.of(config));
        return prints;
    }

    private Map<String, String> ofTraining() {
        if (!networks.isEmpty()) {
            Map<String, String> hashes = new HashMap<>();
            networks.forEach(network -> hashes.putAll(network.hashes()));
            return Fingerprints.networks(hashes);
        }
        return weights.map(own -> Fingerprints.weights(own.network().sha256()))
                .orElseGet(() -> Fingerprints.train(config, data.sha256()));
    }

    /**
     * Checks that there is a network to work on, of those that others train.
     *
     * @throws RefusedException when none is trained in the run's folder and none is brought along
     */
    void requireTrained() {
        boolean brought = weights.isPresent() || !networks.isEmpty();
        if (!brought
                && !(Run.exists(folder)
                        && Run.read(folder).manifest().trainedStep().isPresent())) {
            throw new RefusedException(
                    "output %s: expected trained networks, found none: lossatlas train comes first".formatted(folder));
        }
    }

    private void requireSameResults(Run run) {
        List<String> differences = new ArrayList<>();
        fingerprints().forEach((stage, now) -> {
            Optional<StageRecord> published = run.manifest().stage(stage);
            if (published.isPresent() && !startsOver(stage)) {
                differences(stage, published.get().fingerprint(), now)
                        .forEach(difference -> differences.add("  %s stage: %s".formatted(stage.text(), difference)));
            }
        });
        if (differences.isEmpty() && !startsOver(Stage.SURFACE)) {
            PlaneSpecs.of(config).forEach(plane -> {
                PlaneRecord published = run.manifest().planes().get(plane.id());
                if (published != null) {
                    published
                            .differences(plane.id(), PlaneRecord.of(plane))
                            .forEach(difference -> differences.add("  surface stage: " + difference));
                }
            });
        }
        if (!differences.isEmpty()) {
            throw new RefusedException(
                    "output %s: this configuration would change numbers that the run has published:%n%s%n"
                                    .formatted(folder, String.join(System.lineSeparator(), differences))
                            + "Choose another --output, or start over with --fresh (--fresh=surface keeps the training, "
                            + "--fresh=analyze the surfaces too).");
        }
    }

    private static List<String> differences(Stage stage, Map<String, String> published, Map<String, String> now) {
        return switch (stage) {
            case ANALYZE -> AnalysisFingerprint.differences(published, now);
            case CURVATURE -> Fingerprints.differencesInCommon(published, now);
            default -> Fingerprints.differences(published, now);
        };
    }

    private boolean startsOver(Stage stage) {
        return fresh.map(first -> first.andLater().contains(stage)).orElse(false);
    }
}
