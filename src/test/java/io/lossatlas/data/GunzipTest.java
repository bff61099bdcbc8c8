package io.lossatlas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.zip.ZipException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class GunzipTest {

    @Property(seed = "1", tries = 200)
    void whatWasCompressedComesBackHoweverTheSourceIsChopped(
            @ForAll @Size(max = 3) byte[][] members, @ForAll @IntRange(min = 1, max = 7) int chunk) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        compressed.write(IdxFolder.gzip(new byte[] {42}));
        plain.write(42);
        for (byte[] member : members) {
            plain.write(member);
            compressed.write(IdxFolder.gzip(member));
        }

        try (InputStream gunzip = new Gunzip(new Chopped(compressed.toByteArray(), chunk))) {
            assertThat(gunzip.readAllBytes()).isEqualTo(plain.toByteArray());
        }
    }

    @Property(seed = "1", tries = 300)
    void aFlippedBitNeverChangesTheContentUnnoticed(
            @ForAll @Size(min = 1, max = 200) byte[] content, @ForAll @IntRange(max = 1_000_000) int anywhere) {
        byte[] compressed = IdxFolder.gzip(content);
        int bit = 8 * 10 + anywhere % (8 * (compressed.length - 10));
        compressed[bit / 8] ^= (byte) (1 << bit % 8);

        // The bits that pad the last byte of deflate data mean nothing: flipped, they leave the content as it was.
        try {
            assertThat(decompress(compressed)).isEqualTo(content);
        } catch (IOException noticed) {
            assertThat(noticed).hasMessageContaining("gzip");
        }
    }

    @Property(seed = "1", tries = 100)
    void whateverFollowsTheDataIsRefused(@ForAll @Size(min = 1, max = 40) byte[] tail) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        compressed.write(IdxFolder.gzip(new byte[] {1, 2, 3}));
        compressed.write(0);
        compressed.write(tail);

        assertThatThrownBy(() -> decompress(compressed.toByteArray()))
                .isInstanceOf(ZipException.class)
                .hasMessage("trailing bytes after the gzip data");
    }

    @Example
    void optionalHeaderFieldsAreSkipped() throws IOException {
        byte[] plain = IdxFolder.gzip(new byte[] {7});
        ByteArrayOutputStream named = new ByteArrayOutputStream();
        named.write(plain, 0, 3);
        named.write(2 | 4 | 8 | 16);
        named.write(plain, 4, 6);
        named.write(new byte[] {2, 0, 'x', 'y', 'n', 'a', 0, 'c', 0, 1, 2});
        named.write(plain, 10, plain.length - 10);

        assertThat(decompress(named.toByteArray())).containsExactly(7);
    }

    @Example
    void aHeaderWhoseNameNeverEndsTakesNoMemory() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] start = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0};
        byte[] name = new byte[20_000_000];
        Arrays.fill(name, (byte) 'x');
        InputStream header = new SequenceInputStream(new ByteArrayInputStream(start), new ByteArrayInputStream(name));

        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> new Gunzip(header)).isInstanceOf(EOFException.class);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);
    }

    private static byte[] decompress(byte[] compressed) throws IOException {
        try (InputStream gunzip = new Gunzip(new ByteArrayInputStream(compressed))) {
            return gunzip.readAllBytes();
        }
    }

    /** A source that gives a few bytes at a time. */
    private static final class Chopped extends ByteArrayInputStream {
        private final int chunk;

        Chopped(byte[] content, int chunk) {
            super(content);
            this.chunk = chunk;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, chunk));
        }
    }
}
