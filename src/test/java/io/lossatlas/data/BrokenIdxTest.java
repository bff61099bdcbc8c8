package io.lossatlas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.lossatlas.config.DataConfig;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenIdxTest {
    private static final String IMAGES = "train-images-idx3-ubyte";
    private static final String LABELS = "train-labels-idx1-ubyte";
    private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    private static final int IMAGES_SIZE = 46;

    @TempDir
    private Path temp;

    private IdxFolder folder;

    @BeforeEach
    void writeFiles() {
        folder = new IdxFolder(temp);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 15, 16, 45})
    void aTruncatedFileIsRefusedWhereItEnds(int bytes) {
        folder.put(IMAGES, Arrays.copyOf(folder.get(IMAGES), bytes));

        DataFileException refused = refused();

        assertThat(refused.file()).endsWith(IMAGES);
        assertThat(refused.offset()).isEqualTo(bytes);
        assertThat(refused.found()).isEqualTo("the end of the file");
    }

    @Test
    void anEmptyFileIsRefused() {
        folder.put(LABELS, new byte[0]);

        assertThat(refused())
                .hasMessageEndingWith(LABELS
                        + ": at byte 0 expected the magic number of labels up to byte 4, found the end of the file");
    }

    @Test
    void trailingBytesAreRefused() {
        folder.put(IMAGES, Arrays.copyOf(folder.get(IMAGES), IMAGES_SIZE + 1));

        assertThat(refused()).hasMessageEndingWith("at byte 46 expected the end of the file, found trailing bytes");
    }

    @Test
    void labelsInThePlaceOfImagesHaveTheWrongMagic() {
        folder.put(IMAGES, folder.get(LABELS));

        assertThat(refused())
                .hasMessageEndingWith("at byte 0 expected 0x00000803, the magic number of images, found 0x00000801");
    }

    @ParameterizedTest
    @CsvSource({"0, 0x01000803", "2, 0x00000903", "3, 0x00000802"})
    void aFlippedBitOfTheMagicNumberIsRefused(int at, String found) {
        flip(IMAGES, at);

        assertThat(refused().found()).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "4,  0,          from 1 to 1073741824 images",
        "4,  2147483648, from 1 to 1073741824 images",
        "8,  0,          from 1 to 4096 rows",
        "8,  4097,       from 1 to 4096 rows",
        "12, 0,          from 1 to 4096 columns",
        "12, 4294967295, from 1 to 4096 columns"
    })
    void extentsOutsideTheirBoundsAreRefused(int at, long extent, String expected) {
        byte[] images = folder.get(IMAGES);
        ByteBuffer.wrap(images).putInt(at, (int) extent);
        folder.put(IMAGES, images);

        DataFileException refused = refused();

        assertThat(refused.offset()).isEqualTo(at);
        assertThat(refused.expected()).isEqualTo(expected);
        assertThat(refused.found()).isEqualTo(Long.toString(extent));
    }

    @Test
    void aHeaderThatPromisesMorePixelsThanFitIsRefusedBeforeTheyAreRead() {
        folder.put(IMAGES, header(1_000_000, 4096, 4096));

        assertThat(refused())
                .hasMessageEndingWith(
                        "at byte 4 expected at most 1073741824 pixels in all, found 16777216000000 pixels");
    }

    @Test
    void memoryGrowsWithTheFileAndNotWithWhatItsHeaderPromises() {
        int promised = 1_000_000_000;
        InputStream content = new ByteArrayInputStream(new byte[100_000]);

        long before = allocated();
        try (ContentReader reader = new ContentReader("f", content)) {
            assertThatThrownBy(() -> reader.body(promised, promised, "pixels")).isInstanceOf(DataFileException.class);
        }
        assertThat(allocated() - before).isLessThan(2_000_000);
    }

    @Test
    void aGzipBombIsReadNoFurtherThanItsHeaderSays() {
        byte[] bomb = Arrays.copyOf(folder.get(IMAGES), 100_000_000);
        CountingStream compressed = new CountingStream(IdxFolder.gzip(bomb));

        try (ContentReader reader = new ContentReader("bomb.gz", compressed)) {
            reader.body(IMAGES_SIZE, 0, "pixels");
            assertThatThrownBy(reader::end)
                    .hasMessage("bomb.gz: at byte 46 expected the end of the file, found trailing bytes");
            assertThat(reader.offset()).isLessThan(100);
        }
        assertThat(compressed.served).isLessThan(70_000);
    }

    @Test
    void moreLabelsThanImagesAreRefused() {
        folder.put(LABELS, IdxFolder.labels(6));

        assertThat(refused())
                .hasMessageContaining(LABELS + ": at byte 4 expected 5 labels, one for each image of")
                .hasMessageEndingWith("found 6 labels");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 255})
    void aLabelAbove9IsRefusedEvenBeyondTheExamplesInUse(int label) {
        byte[] labels = folder.get(LABELS);
        labels[8 + 3] = (byte) label;
        folder.put(LABELS, labels);

        DataFileException refused = refused(folder.config(1, 1));

        assertThat(refused.offset()).isEqualTo(11);
        assertThat(refused.expected()).isEqualTo("a label from 0 to 9");
        assertThat(refused.found()).isEqualTo(Integer.toString(label));
    }

    @Test
    void testImagesOfAnotherSizeAreRefused() {
        folder.put(TEST_IMAGES, IdxFolder.images(IdxFolder.TEST, 3, 2));

        assertThat(refused())
                .hasMessageContaining(TEST_IMAGES + ": at byte 8 expected images of 2 x 3 pixels as in")
                .hasMessageEndingWith("found 3 x 2");
    }

    @Test
    void aFlippedBitInCompressedContentIsRefusedByItsChecksum() {
        byte[] compressed = IdxFolder.gzip(folder.get(IMAGES));
        compressed[compressed.length - 8] ^= 1;
        folder.put(IMAGES, compressed);

        assertThat(refused())
                .hasMessageContaining("at byte 46 expected readable content, found gzip data whose CRC-32 is");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 9, 17, 30})
    void truncatedCompressedContentIsRefused(int bytes) {
        folder.put(IMAGES, Arrays.copyOf(IdxFolder.gzip(folder.get(IMAGES)), bytes));

        assertThat(refused()).hasMessageEndingWith("expected more content, found the end of the gzip data");
    }

    @Test
    void aMissingFileIsRefusedWithAllNamesThatWereTried() {
        folder.delete(LABELS);

        assertThat(refused())
                .hasMessageContaining("data.train-labels")
                .hasMessageContaining(temp + "/train-labels-idx1-ubyte or ")
                .hasMessageContaining(temp + "/train-labels-idx1-ubyte.gz or ")
                .hasMessageContaining(temp + "/train-labels.idx1-ubyte or ")
                .hasMessageContaining(temp + "/train-labels.idx1-ubyte.gz, found no such file");
    }

    @Test
    void aFolderInThePlaceOfAFileIsRefused() {
        DataConfig config = folder.named(temp.toString(), temp.toString(), "", "");

        assertThat(refused(config)).hasMessage(temp + ": at byte 0 expected a file, found a folder");
    }

    @Test
    void aUriThatNoFileSystemServesIsRefusedWithoutItsPassword() {
        DataConfig config = DataConfig.of("nofs://user:secret@host/mnist", 0, 0, 1);

        assertThat(refused(config))
                .hasMessageStartingWith("nofs://***@host/mnist/train-images-idx3-ubyte")
                .hasMessageContaining("No FileSystem for scheme \"nofs\"")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aMissingResourceIsRefused() {
        DataConfig config = DataConfig.of("classpath:nowhere", 0, 0, 1);

        assertThat(refused(config))
                .hasMessage(
                        "classpath:nowhere: at byte 0 expected the folder of train-images-idx3-ubyte of format idx, or "
                                + "data_batch_1.bin of format cifar10, or train.bin of format cifar100, or train.npz of format npz, "
                                + "found none of their files");
    }

    private DataFileException refused() {
        return refused(folder.config());
    }

    private static DataFileException refused(DataConfig config) {
        DataFileException refused = catchThrowableOfType(DataFileException.class, () -> IdxFolder.read(config));
        assertThat(refused).as("a DataFileException").isNotNull();
        return refused;
    }

    private void flip(String file, int at) {
        byte[] content = folder.get(file);
        content[at] ^= 1;
        folder.put(file, content);
    }

    private static byte[] header(int count, int height, int width) {
        return ByteBuffer.allocate(16)
                .putInt(0x803)
                .putInt(count)
                .putInt(height)
                .putInt(width)
                .array();
    }

    private static long allocated() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }

    private static final class CountingStream extends ByteArrayInputStream {
        private int served;

        CountingStream(byte[] content) {
            super(content);
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            int n = super.read(into, offset, length);
            served += Math.max(0, n);
            return n;
        }
    }
}
