package io.lossatlas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.config.DataConfig;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.Split;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxFormatTest {
    private static final String BUNDLED = "classpath:io/lossatlas/data/mnist";

    @TempDir
    private Path temp;

    private IdxFolder folder;

    @BeforeEach
    void writeFiles() {
        folder = new IdxFolder(temp);
    }

    @Test
    void theBundledFilesAreMnist() {
        DataSet mnist = IdxFolder.read(DataConfig.of(BUNDLED, 0, 0, 1));

        assertThat(mnist.train().count()).isEqualTo(60_000);
        assertThat(mnist.test().count()).isEqualTo(10_000);
        assertThat(mnist.train().shape().height()).isEqualTo(28);
        assertThat(mnist.test().shape().width()).isEqualTo(28);
        assertThat(mnist.train().label(0)).isEqualTo(5);
        assertThat(mnist.test().label(0)).isEqualTo(7);
        assertThat(meanPixel(mnist.train()) / 255).isBetween(Normalisation.MEAN - 5e-5, Normalisation.MEAN + 5e-5);
    }

    @ParameterizedTest
    @CsvSource({
        "train-images-idx3-ubyte, 6bbc9ace898e44ae57da46a324031adb",
        "train-labels-idx1-ubyte, a25bea736e30d166cdddb491f175f624",
        "t10k-images-idx3-ubyte,  2646ac647ad5339dbf082846283269ea",
        "t10k-labels-idx1-ubyte,  27ae3e4e09519cfbb04c329615203637"
    })
    void theBundledFilesHaveThePublishedMd5(String name, String md5) throws IOException, NoSuchAlgorithmException {
        try (InputStream in = new GZIPInputStream(IdxFormat.class.getResourceAsStream("mnist/" + name + ".gz"))) {
            assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(in.readAllBytes())))
                    .isEqualTo(md5);
        }
    }

    @Test
    void imagesAndLabelsComeInTheOrderOfTheFiles() {
        DataSet read = folder.read();

        assertThat(read.of(Split.TRAIN).bytes()).hasSize(30).startsWith(0, 1, 2, 3, 4, 5, 6);
        assertThat(read.of(Split.TRAIN).labels()).containsExactly(0, 1, 2, 3, 4);
        assertThat(read.of(Split.TEST).labels()).containsExactly(0, 1, 2);
        assertThat(read.test().shape().height()).isEqualTo(2);
        assertThat(read.test().shape().width()).isEqualTo(3);
    }

    @Test
    void compressedAndPlainFilesGiveTheSameDataAndHashes() {
        DataSet plain = folder.read();
        for (String name : new String[] {"train-images-idx3-ubyte", "t10k-labels-idx1-ubyte"}) {
            folder.put(name + ".gz", IdxFolder.gzip(folder.get(name)));
            folder.delete(name);
        }

        DataSet mixed = folder.read();

        assertThat(mixed.train().bytes()).isEqualTo(plain.train().bytes());
        assertThat(mixed.sha256()).isEqualTo(plain.sha256());
    }

    @Test
    void compressionIsToldFromTheContentAndNotFromTheName() {
        folder.put("train-images-idx3-ubyte", IdxFolder.gzip(folder.get("train-images-idx3-ubyte")));
        folder.move("t10k-images-idx3-ubyte", "t10k-images-idx3-ubyte.gz");

        assertThat(folder.read().train().count()).isEqualTo(IdxFolder.TRAIN);
    }

    @Test
    void theSpellingWithADotIsFoundToo() {
        folder.move("train-images-idx3-ubyte", "train-images.idx3-ubyte");
        folder.put("t10k-labels.idx1-ubyte.gz", IdxFolder.gzip(folder.get("t10k-labels-idx1-ubyte")));
        folder.delete("t10k-labels-idx1-ubyte");

        assertThat(folder.read().test().count()).isEqualTo(IdxFolder.TEST);
    }

    @Test
    void aFileCanBeNamedRelativeToTheFolderAbsolutelyOrByAUri() {
        folder.move("train-images-idx3-ubyte", "a");
        folder.move("train-labels-idx1-ubyte", "b");
        folder.move("t10k-images-idx3-ubyte", "c");
        DataConfig config = folder.named(
                temp.toUri().toString(),
                "a",
                temp.resolve("b").toString(),
                temp.resolve("c").toUri().toString());

        assertThat(IdxFolder.read(config).train().count()).isEqualTo(IdxFolder.TRAIN);
    }

    @Test
    void onlyTheFirstExamplesAreKeptButAllAreHashed() {
        DataSet some = IdxFolder.read(folder.config(2, 1));

        assertThat(some.train().bytes()).hasSize(12).endsWith(9, 10, 11);
        assertThat(some.train().labels()).containsExactly(0, 1);
        assertThat(some.test().count()).isEqualTo(1);
        assertThat(some.sha256()).isEqualTo(folder.read().sha256());
    }

    @Test
    void hashesAreFiledUnderTheKeysThatNameTheFiles() {
        folder.put("t10k-labels-idx1-ubyte", new byte[] {0, 0, 8, 1, 0, 0, 0, 3, 1, 1, 1});

        // printf '\0\0\10\1\0\0\0\3\1\1\1' | sha256sum
        assertThat(folder.read().sha256())
                .containsOnlyKeys("data.train-images", "data.train-labels", "data.test-images", "data.test-labels")
                .containsEntry("data.test-labels", "964d023700d707a7342046a7c2c5f66f7ab20b5ef75486ebbd443e8f22d24812");
    }

    @Test
    void moreExamplesThanThereAreIsRefusedWithTheKey() {
        assertThatThrownBy(() -> IdxFolder.read(folder.config(6, 0)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("data.train-examples: expected 0 (all) to 5")
                .hasMessageContaining("train-images-idx3-ubyte, found 6");
        assertThatThrownBy(() -> IdxFolder.read(folder.config(0, 4))).hasMessageContaining("data.test-examples");
    }

    private static double meanPixel(LabelledImages images) {
        long sum = 0;
        for (byte pixel : images.bytes()) {
            sum += pixel & 0xff;
        }
        return (double) sum / images.bytes().length;
    }
}
