package io.lossatlas.cli.option;

import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.Secrets;
import io.lossatlas.data.DataSet;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.model.NetworkFile;
import io.lossatlas.model.Variant;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Option;

/** A network that the user has trained, in place of a training. */
public final class WeightsOption {
    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "Your own trained network in place of training: a safetensors file with PyTorch's names or a "
                    + "DL4J model file, local or any Hadoop URI. The sweep must name exactly one variant: depth, "
                    + "skips and width are the file's, seed and learning rate only name it. "
                    + "See src/site/markdown/weights.md.")
    private String file;

    /**
     * Reads and checks the file, if one is given.
     *
     * @throws RefusedException when it cannot be read or is not the variant of the configuration
     */
    public Optional<OwnWeights> read(RunConfig config, DataSet data, Configuration hadoop) {
        if (file == null) {
            return Optional.empty();
        }
        List<Variant> variants = Variant.of(config.sweep());
        if (variants.size() != 1) {
            throw new RefusedException(
                    "--weights: expected a sweep of one variant (one depth, skip, width, seed and learning rate), "
                            + "found %d: %s"
                                    .formatted(variants.size(), variants.subList(0, Math.min(4, variants.size()))));
        }
        String source = "--weights " + Secrets.mask(file);
        try {
            Path path = new Path(file);
            FileSystem fs = path.getFileSystem(hadoop);
            FileStatus status = fs.getFileStatus(path);
            if (status.isDirectory()) {
                throw new RefusedException("%s: expected a file, found a folder".formatted(source));
            }
            try (InputStream in = fs.open(path)) {
                Variant variant = variants.get(0);
                LabelledImages train = data.train();
                NetworkFile network =
                        NetworkFile.read(in, status.getLen(), source, variant, train.shape(), train.classes());
                return Optional.of(new OwnWeights(path.getName(), variant, network));
            }
        } catch (FileNotFoundException e) {
            throw new RefusedException("%s: expected a file, found none".formatted(source), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new RefusedException(
                    "%s: cannot be read: %s".formatted(source, Secrets.mask(String.valueOf(e.getMessage()))), e);
        }
    }
}
