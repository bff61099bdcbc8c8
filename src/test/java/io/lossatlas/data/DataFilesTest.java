package io.lossatlas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.config.DataConfig;
import io.lossatlas.config.DataConfigs;
import io.lossatlas.config.DataFormatKind;
import io.lossatlas.config.RefusedException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class DataFilesTest {
    @TempDir
    private Path folder;

    private DataSet read(DataFormatKind format, int classes) {
        DataConfig config = DataConfigs.of(folder.toString(), "format=" + format.text(), "classes=" + classes);
        return DataFiles.read(config, new Configuration());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void everyFormatLooksForItsFilesAndIsNamedWhereThereAreNone(DataFormatKind format) {
        assertThatThrownBy(() -> read(format, 0))
                .isInstanceOf(RefusedException.class)
                .hasMessageEndingWith("found no such file");
        assertThatThrownBy(() -> read(DataFormatKind.AUTO, 0))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("of format " + format.text());
    }

    @Test
    void aFolderIsOfTheFormatThatItHasFilesOf() {
        new IdxFolder(folder);
        assertThat(read(DataFormatKind.AUTO, 0).train().count()).isEqualTo(IdxFolder.TRAIN);
        assertThat(read(DataFormatKind.IDX, 0).train().count()).isEqualTo(IdxFolder.TRAIN);
        assertThatThrownBy(() -> read(DataFormatKind.NPZ, 0)).hasMessageContaining("train.npz");
    }

    @Test
    void idxHasTenClassesOrThoseThatAreGiven() {
        new IdxFolder(folder);
        assertThat(read(DataFormatKind.AUTO, 0).train().classes()).isEqualTo(10);
        assertThat(read(DataFormatKind.AUTO, 47).train().classes()).isEqualTo(47);
        assertThatThrownBy(() -> read(DataFormatKind.AUTO, 3))
                .isInstanceOf(RefusedException.class)
                .hasMessageEndingWith("expected a label from 0 to 2, found 3");
    }
}
