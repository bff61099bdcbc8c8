package io.lossatlas.data;

import io.lossatlas.config.DataConfig;
import io.lossatlas.config.DataFormatKind;
import io.lossatlas.config.LossKind;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** A format of data files; {@link DataFiles} lists them. Reads trust nothing that a file says of itself. */
interface DataFormat {

    /** Its name in a configuration. */
    DataFormatKind kind();

    /** The files of which any shows that a folder is of this format, as the configuration names them. */
    List<String> signs(DataConfig config);

    /**
     * Reads and checks all files, each to its end, whatever the number of examples that is used.
     *
     * @param loss what the targets are for: numbers serve {@code mse} alone, labels both
     * @param hadoop how Hadoop's file systems are reached
     * @throws DataFileException when a file is missing or not as it should be
     * @throws io.lossatlas.config.RefusedException when more is asked for than there is
     */
    DataSet read(DataConfig config, LossKind loss, Configuration hadoop);
}
