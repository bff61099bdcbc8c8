package io.lossatlas.data;

import io.lossatlas.config.DataConfig;
import io.lossatlas.config.DataFormatKind;
import io.lossatlas.config.LossKind;
import io.lossatlas.config.RefusedException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/** The formats of data files, and the choice among them. */
public final class DataFiles {
    /** In the order in which they are looked for. */
    private static final List<DataFormat> FORMATS =
            List.of(new IdxFormat(), CifarFormat.cifar10(), CifarFormat.cifar100(), new NpzFormat());

    private DataFiles() {}

    /**
     * Reads the labelled examples of a configuration.
     *
     * @throws DataFileException when a file is missing or not as it should be
     * @throws RefusedException when the configuration asks for what the files do not have
     */
    public static DataSet read(DataConfig config, Configuration hadoop) {
        return read(config, LossKind.CROSS_ENTROPY, hadoop);
    }

    /**
     * Reads the examples of a configuration.
     *
     * @param loss what the targets are for: numbers serve {@code mse} alone, labels both
     * @throws DataFileException when a file is missing or not as it should be
     * @throws RefusedException when the configuration asks for what the files do not have
     */
    public static DataSet read(DataConfig config, LossKind loss, Configuration hadoop) {
        DataFormat format = config.format() == DataFormatKind.AUTO
                ? found(config, hadoop)
                : FORMATS.stream()
                        .filter(each -> each.kind() == config.format())
                        .findFirst()
                        .orElseThrow();
        requireNoOthers(config, format.kind());
        return format.read(config, loss, hadoop);
    }

    private static DataFormat found(DataConfig config, Configuration hadoop) {
        return FORMATS.stream()
                .filter(format -> format.signs(config).stream()
                        .anyMatch(name -> Location.in(config.path(), name).exists(hadoop)))
                .findFirst()
                .orElseThrow(() -> new DataFileException(
                        new Location(config.path()).display(),
                        0,
                        FORMATS.stream()
                                .map(format -> "%s of format %s"
                                        .formatted(
                                                format.signs(config).get(0),
                                                format.kind().text()))
                                .collect(Collectors.joining(", or ", "the folder of ", "")),
                        "none of their files"));
    }

    /** A name for a file of another format would be passed over. */
    private static void requireNoOthers(DataConfig config, DataFormatKind format) {
        require(format, DataFormatKind.IDX, "data.train-images", config.trainImages());
        require(format, DataFormatKind.IDX, "data.train-labels", config.trainLabels());
        require(format, DataFormatKind.IDX, "data.test-images", config.testImages());
        require(format, DataFormatKind.IDX, "data.test-labels", config.testLabels());
        require(format, DataFormatKind.NPZ, "data.train-file", config.trainFile());
        require(format, DataFormatKind.NPZ, "data.test-file", config.testFile());
    }

    private static void require(DataFormatKind format, DataFormatKind owner, String key, String name) {
        if (format != owner && !name.isEmpty()) {
            throw new RefusedException("%s: expected nothing where data are %s, found %s, a file of format %s"
                    .formatted(key, format.text(), new Location(name).display(), owner.text()));
        }
    }
}
