package io.lossatlas.train;

import io.lossatlas.engine.TrainerState;
import io.lossatlas.store.RunFolder;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;

/**
 * A training that was left off, in a file: its length, and then weights and momentum as big-endian floats. The place in the
 * data follows from the step, which the manifest knows.
 */
final class Checkpoint {
    private static final int MAGIC = 0x4c41_4350;

    private Checkpoint() {}

    /** The path of a variant's checkpoint at a step, within the run. */
    static String path(String variant, int step) {
        return "%s/%s-step%d.bin".formatted(RunFolder.CHECKPOINTS, variant, step);
    }

    static void write(TrainerState state, OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(MAGIC);
        data.writeInt(state.parameters().length);
        write(state.parameters(), data);
        write(state.momentum(), data);
        data.flush();
    }

    /**
     * Reads the checkpoint of a variant.
     *
     * @param size parameters of the network
     * @throws IllegalStateException when the file is of another network
     */
    static TrainerState read(RunFolder folder, String path, int size) {
        Path file = folder.resolve(path);
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(folder.fs().open(file)))) {
            int magic = in.readInt();
            int length = in.readInt();
            if (magic != MAGIC || length != size) {
                throw new IllegalStateException(
                        "%s: expected a checkpoint of %d parameters, found %d".formatted(file, size, length));
            }
            return new TrainerState(read(in, size), read(in, size));
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be read".formatted(file), e);
        }
    }

    private static void write(float[] values, DataOutputStream data) throws IOException {
        for (float value : values) {
            data.writeFloat(value);
        }
    }

    private static float[] read(DataInputStream in, int size) throws IOException {
        float[] values = new float[size];
        for (int n = 0; n < size; n++) {
            values[n] = in.readFloat();
        }
        return values;
    }
}
