package io.lossatlas.data;

import io.lossatlas.config.DataConfig;
import io.lossatlas.config.DataConfigs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;

/** A folder of small IDX files: 5 training and 3 test images of 2 x 3 pixels. Pixel n of a file is n, image k is a k. */
final class IdxFolder {
    static final int TRAIN = 5;
    static final int TEST = 3;
    static final int HEIGHT = 2;
    static final int WIDTH = 3;

    private final Path folder;

    IdxFolder(Path folder) {
        this.folder = folder;
        put("train-images-idx3-ubyte", images(TRAIN, HEIGHT, WIDTH));
        put("train-labels-idx1-ubyte", labels(TRAIN));
        put("t10k-images-idx3-ubyte", images(TEST, HEIGHT, WIDTH));
        put("t10k-labels-idx1-ubyte", labels(TEST));
    }

    static byte[] images(int count, int height, int width) {
        int pixels = count * height * width;
        ByteBuffer bytes = ByteBuffer.allocate(16 + pixels)
                .putInt(0x803)
                .putInt(count)
                .putInt(height)
                .putInt(width);
        for (int n = 0; n < pixels; n++) {
            bytes.put((byte) n);
        }
        return bytes.array();
    }

    static byte[] labels(int count) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
        for (int n = 0; n < count; n++) {
            bytes.put((byte) n);
        }
        return bytes.array();
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    void put(String name, byte[] content) {
        try {
            Files.write(path(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] get(String name) {
        try {
            return Files.readAllBytes(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void move(String from, String to) {
        try {
            Files.move(path(from), path(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String name) {
        try {
            Files.delete(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DataConfig config() {
        return config(0, 0);
    }

    DataConfig config(int trainExamples, int testExamples) {
        return DataConfig.of(folder.toString(), trainExamples, testExamples, 1);
    }

    /** The same with names for three of the files. */
    DataConfig named(String path, String trainImages, String trainLabels, String testImages) {
        return DataConfigs.of(
                path, "train-images=" + trainImages, "train-labels=" + trainLabels, "test-images=" + testImages);
    }

    DataSet read() {
        return read(config());
    }

    static DataSet read(DataConfig config) {
        return DataFiles.read(config, new Configuration());
    }
}
