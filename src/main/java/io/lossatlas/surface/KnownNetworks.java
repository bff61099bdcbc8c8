package io.lossatlas.surface;

import io.lossatlas.config.RunConfig;
import io.lossatlas.config.TrainLength;
import io.lossatlas.config.identity.Fingerprints;
import io.lossatlas.model.Variant;
import io.lossatlas.plane.RunNetwork;
import io.lossatlas.plane.RunNetworks;
import io.lossatlas.store.Manifest;
import io.lossatlas.store.Stage;
import io.lossatlas.store.StageRecord;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** The networks of a run, as far as its configuration and its manifest tell of them. */
final class KnownNetworks {
    private KnownNetworks() {}

    /** From the manifest: of networks that are still to be trained for some epochs only the images tell the last step. */
    static RunNetworks of(RunConfig config, Manifest manifest) {
        return of(
                config,
                manifest,
                () -> config.train().length() instanceof TrainLength.Steps steps
                        ? OptionalInt.of(steps.count())
                        : OptionalInt.empty());
    }

    /**
     * Where the images tell more.
     *
     * @param planned updates of a training that has not come to its end yet; asked only where none has
     */
    static RunNetworks of(RunConfig config, Manifest manifest, Supplier<OptionalInt> planned) {
        if (!config.networks().isEmpty()) {
            Map<String, String> published =
                    manifest.stage(Stage.TRAIN).map(StageRecord::fingerprint).orElse(Map.of());
            return new RunNetworks(RunNetworks.ids(config).stream()
                    .map(id -> new RunNetwork(
                            id, id, manifest.trainedStep(id), Fingerprints.steps(published, id)::contains))
                    .toList());
        }
        OptionalInt trained = manifest.trainedStep();
        return RunNetworks.ofSweep(
                Variant.of(config.sweep()), trained.isPresent() ? trained : planned.get(), config.train());
    }
}
