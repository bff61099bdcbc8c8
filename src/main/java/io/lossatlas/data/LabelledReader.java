package io.lossatlas.data;

import io.lossatlas.config.RefusedException;
import java.util.Arrays;

/** Reads a file of images and the file of their labels, and checks each and one against the other. */
final class LabelledReader {
    /** Most pixels that a file may have: what its header promises is believed up to here. */
    static final int MAX_PIXELS = 1 << 30;

    private static final int MAX_SIDE = 4096;
    private static final int IMAGES_MAGIC = 0x0803;
    private static final int LABELS_MAGIC = 0x0801;
    private static final int COUNT_OFFSET = 4;
    private static final int LABELS_OFFSET = 8;

    private final ContentReader images;
    private final ContentReader labels;
    private final int classes;
    private final Normalisation normalisation;

    LabelledReader(ContentReader images, ContentReader labels, int classes, Normalisation normalisation) {
        this.images = images;
        this.labels = labels;
        this.classes = classes;
        this.normalisation = normalisation;
    }

    /**
     * The first examples of the two files, which are read and checked to their end.
     *
     * @param key the configuration key of {@code examples}
     * @param examples how many, 0 for all
     */
    LabelledImages read(String key, int examples) {
        magic(images, IMAGES_MAGIC, "images");
        int count = extent(images, "images", MAX_PIXELS);
        int height = extent(images, "rows", MAX_SIDE);
        int width = extent(images, "columns", MAX_SIDE);
        long pixels = (long) count * height * width;
        if (pixels > MAX_PIXELS) {
            throw new DataFileException(
                    images.file(), COUNT_OFFSET, "at most %d pixels in all".formatted(MAX_PIXELS), pixels + " pixels");
        }
        magic(labels, LABELS_MAGIC, "labels");
        sameCount(count, extent(labels, "labels", MAX_PIXELS));
        int used = used(key, examples, count, images.file());
        byte[] kept = images.body(pixels, used * height * width, "pixels");
        images.end();
        byte[] each = labels.body(count, count, "labels");
        labels.end();
        int[] numbers = checked(each);
        return LabelledImages.ofBytes(
                kept, Arrays.copyOf(numbers, used), new ImageShape(1, height, width), classes, normalisation);
    }

    private static void magic(ContentReader file, int magic, String meaning) {
        int found = file.number("the magic number of " + meaning);
        if (found != magic) {
            throw new DataFileException(
                    file.file(),
                    0,
                    "0x%08x, the magic number of %s".formatted(magic, meaning),
                    "0x%08x".formatted(found));
        }
    }

    private static int extent(ContentReader file, String meaning, int most) {
        long at = file.offset();
        int extent = file.number("the number of " + meaning);
        if (extent < 1 || extent > most) {
            throw new DataFileException(
                    file.file(), at, "from 1 to %d %s".formatted(most, meaning), Integer.toUnsignedString(extent));
        }
        return extent;
    }

    private void sameCount(int imageCount, int labelCount) {
        if (labelCount != imageCount) {
            throw new DataFileException(
                    labels.file(),
                    COUNT_OFFSET,
                    "%d labels, one for each image of %s".formatted(imageCount, images.file()),
                    labelCount + " labels");
        }
    }

    /**
     * How many examples of a file are used.
     *
     * @param examples as the configuration has it under the key, 0 for all
     * @param source of the images
     */
    static int used(String key, int examples, int count, String source) {
        if (examples < 0 || examples > count) {
            throw new RefusedException(
                    "%s: expected 0 (all) to %d, the images of %s, found %d".formatted(key, count, source, examples));
        }
        return examples == 0 ? count : examples;
    }

    private int[] checked(byte[] each) {
        int[] numbers = new int[each.length];
        for (int n = 0; n < each.length; n++) {
            numbers[n] = each[n] & 0xff;
            if (numbers[n] >= classes) {
                throw new DataFileException(
                        labels.file(),
                        LABELS_OFFSET + n,
                        "a label from 0 to %d".formatted(classes - 1),
                        Integer.toString(numbers[n]));
            }
        }
        return numbers;
    }
}
