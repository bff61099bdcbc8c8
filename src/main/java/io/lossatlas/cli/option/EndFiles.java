package io.lossatlas.cli.option;

import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.Secrets;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import io.lossatlas.model.MappedNetwork;
import io.lossatlas.model.NetworkFile;
import io.lossatlas.model.Variant;
import io.lossatlas.plane.NetworkTarget;
import io.lossatlas.plane.PlaneSpec;
import io.lossatlas.plane.PlaneSpecs;
import io.lossatlas.plane.RunNetwork;
import io.lossatlas.plane.RunNetworks;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads and checks the files of weights that lines and triangles lead to, before work. */
public final class EndFiles {
    private final LabelledImages images;
    private final NetworkFiles files;
    private final StepFiles own;

    private EndFiles(RunConfig config, LabelledImages images, NetworkFiles files) {
        this.images = images;
        this.files = files;
        this.own = new StepFiles(files, OnnxFiles.of(config, images, files));
    }

    /**
     * Reads each file: as a network of the sweep's family, or by the names of the parameters of a graph that is brought along.
     *
     * @param images that the networks read
     * @param mapped the networks of the run
     * @param known the same, as planes have to know them
     * @param opened where files lie
     * @throws RefusedException naming the file, what was expected and what was found
     */
    public static List<EndFile> read(
            RunConfig config,
            LabelledImages images,
            List<? extends MappedNetwork> mapped,
            RunNetworks known,
            NetworkFiles opened) {
        EndFiles reader = new EndFiles(config, images, opened);
        Map<String, NetworkTarget> targets = new TreeMap<>();
        Map<String, EndFile> files = new TreeMap<>();
        for (PlaneSpec spec : PlaneSpecs.of(config)) {
            for (NetworkTarget target : spec.files()) {
                String name = target.network().orElseThrow();
                NetworkTarget before = targets.putIfAbsent(name, target);
                if (before != null && !before.file().equals(target.file())) {
                    throw new RefusedException("%s: expected files of different names, found %s beside %s"
                            .formatted(target.place(), Secrets.mask(target.text()), Secrets.mask(before.text())));
                }
                List<RunNetwork> through = spec.through(known);
                if (!through.isEmpty()) {
                    String first = through.get(0).id();
                    MappedNetwork network = mapped.stream()
                            .filter(each -> each.id().equals(first))
                            .findFirst()
                            .orElseThrow();
                    // Once for each plane: another plane may go through networks of another graph.
                    EndFile file = reader.read(target, network);
                    files.putIfAbsent(name, file);
                }
            }
        }
        return List.copyOf(files.values());
    }

    private EndFile read(NetworkTarget target, MappedNetwork network) {
        String file = target.file().orElseThrow();
        String name = target.network().orElseThrow();
        if (network instanceof Variant variant) {
            NetworkFile read = ofSweep(file, variant);
            return new EndFile(name, NetworkFiles.name(file), read.sha256(), () -> again(file, variant, read.sha256()));
        }
        ParameterLayout layout = network.layout(images.shape(), images.outputs());
        StepFiles.Found found = own.read(file, layout);
        return new EndFile(
                name, NetworkFiles.name(file), found.sha256(), () -> own.again(file, layout, found.sha256()));
    }

    private Weights again(String file, Variant variant, String sha256) {
        NetworkFile again = ofSweep(file, variant);
        return StepFiles.requireSame(file, sha256, again.sha256(), again.weights());
    }

    private NetworkFile ofSweep(String file, Variant variant) {
        String source = "weights " + Secrets.mask(file);
        return files.open(
                file,
                source,
                (in, length) -> NetworkFile.read(in, length, source, variant, images.shape(), images.classes()));
    }
}
