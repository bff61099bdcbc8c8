package io.lossatlas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.config.DataConfig;
import io.lossatlas.config.DataConfigs;
import io.lossatlas.config.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarFormatTest {
    private static final int SIZE = 3 * 32 * 32;

    @TempDir
    private Path folder;

    /** Image k of a file that starts at image {@code first} has the label k modulo 10 and the pixels k, k + 1, ... */
    private static byte[] records(int first, int count, int labels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int k = first; k < first + count; k++) {
            if (labels == 2) {
                out.write(19);
            }
            out.write(labels == 2 ? 90 + k % 10 : k % 10);
            for (int p = 0; p < SIZE; p++) {
                out.write(k + p);
            }
        }
        return out.toByteArray();
    }

    private void put(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }

    private void cifar10() throws IOException {
        for (int batch = 1; batch <= 5; batch++) {
            put("data_batch_%d.bin".formatted(batch), records(3 * batch, 3, 1));
        }
        put("test_batch.bin", records(40, 2, 1));
    }

    private DataSet read(int trainExamples) {
        return DataFiles.read(DataConfig.of(folder.toString(), trainExamples, 0, 1), new Configuration());
    }

    private void refused(String message) {
        assertThatThrownBy(() -> read(0)).isInstanceOf(RefusedException.class).hasMessage(folder + "/" + message);
    }

    @Test
    void fiveFilesMakeTheTrainingImages() throws IOException {
        cifar10();
        DataSet read = read(0);
        assertThat(read.train().shape()).isEqualTo(new ImageShape(3, 32, 32));
        assertThat(read.train().classes()).isEqualTo(10);
        assertThat(read.train().labels()).containsExactly(3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(read.test().labels()).containsExactly(0, 1);
        assertThat(read.train().bytes()).hasSize(15 * SIZE).startsWith(3, 4, 5);
        assertThat(read.test().bytes()[SIZE + 1000]).isEqualTo((byte) (41 + 1000));
        assertThat(read.sha256())
                .containsOnlyKeys(
                        "data.cifar10/data_batch_1.bin",
                        "data.cifar10/data_batch_2.bin",
                        "data.cifar10/data_batch_3.bin",
                        "data.cifar10/data_batch_4.bin",
                        "data.cifar10/data_batch_5.bin",
                        "data.cifar10/test_batch.bin");
    }

    /** (pixel / 255 - 0.4822) / 0.2435 for the first green value of the second image, which is 4 + 1024 modulo 256. */
    @Test
    void channelsAreNormalisedByTheTrainingImages() throws IOException {
        cifar10();
        float[] inputs = new float[SIZE];
        read(0).train().inputs(1, inputs, 0);
        assertThat(inputs[1024]).isEqualTo((float) ((4 / 255.0 - 0.4822) / 0.2435));
        assertThat(inputs[0]).isEqualTo((float) ((4 / 255.0 - 0.4914) / 0.2470));
    }

    @Test
    void fineLabelsOfAHundredClassesAreRead() throws IOException {
        put("train.bin", records(1, 4, 2));
        put("test.bin", records(8, 1, 2));
        DataSet read = read(2);
        assertThat(read.train().classes()).isEqualTo(100);
        assertThat(read.train().labels()).containsExactly(91, 92);
        assertThat(read.test().labels()).containsExactly(98);
        assertThat(read.train().bytes()).hasSize(2 * SIZE).startsWith(1, 2, 3);
    }

    @Test
    void aTruncatedRecordIsRefusedByItsByte() throws IOException {
        cifar10();
        byte[] whole = records(0, 2, 1);
        put("data_batch_4.bin", Arrays.copyOf(whole, whole.length - 1));
        refused("data_batch_4.bin: at byte 6145 expected a record of 3073 bytes, found the end of the file after 3072");
    }

    @Test
    void anotherLabelIsRefusedByItsByte() throws IOException {
        cifar10();
        byte[] records = records(0, 2, 1);
        records[3073] = 10;
        put("test_batch.bin", records);
        refused("test_batch.bin: at byte 3073 expected a label from 0 to 9, found 10");
    }

    @Test
    void aCoarseLabelOutOfRangeIsRefused() throws IOException {
        put("train.bin", records(0, 1, 2));
        byte[] records = records(0, 1, 2);
        records[0] = 20;
        put("test.bin", records);
        refused("test.bin: at byte 0 expected a label from 0 to 19, found 20");
    }

    @Test
    void anEmptyAndAMissingFileAreRefused() throws IOException {
        cifar10();
        put("data_batch_2.bin", new byte[0]);
        refused("data_batch_2.bin: at byte 0 expected a record of 3073 bytes, found an empty file");
        Files.delete(folder.resolve("data_batch_2.bin"));
        refused("data_batch_2.bin: at byte 0 expected a file of cifar10, found no such file");
    }

    @Test
    void whatTheConfigurationAsksForMustBeThere() throws IOException {
        cifar10();
        assertThatThrownBy(() -> read(16))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("data.train-examples: expected 0 (all) to 15, the images of data_batch_1.bin");
        assertThatThrownBy(() -> DataFiles.read(of(47, List.of(), ""), new Configuration()))
                .hasMessage("data.classes: expected 10, those of cifar10, found 47");
        assertThatThrownBy(() -> DataFiles.read(of(0, List.of(0.5, 0.5), ""), new Configuration()))
                .hasMessage("data.mean: expected one number, or one for each of 3 channels, found 2");
        assertThatThrownBy(() -> DataFiles.read(of(0, List.of(), "a.gz"), new Configuration()))
                .hasMessage(
                        "data.train-images: expected nothing where data are cifar10, found a.gz, a file of format idx");
    }

    private DataConfig of(int classes, List<Double> mean, String trainImages) {
        return DataConfigs.of(
                folder.toString(),
                "format=cifar10",
                "classes=" + classes,
                "mean=" + mean,
                "train-images=" + trainImages);
    }
}
