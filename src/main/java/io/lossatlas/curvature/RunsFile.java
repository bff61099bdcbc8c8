package io.lossatlas.curvature;

import io.lossatlas.config.RefusedException;
import io.lossatlas.config.landscape.CurvatureConfig;
import io.lossatlas.curvature.LanczosRuns.Eigenvalue;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Publisher;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Iterations of a part that were left off, in a file of the run. */
final class RunsFile {
    private static final int VERSION = 2;

    private final Run run;
    private final Publisher publisher;
    private final String scope;

    RunsFile(Run run, Publisher publisher, String scope) {
        this.run = run;
        this.publisher = publisher;
        this.scope = scope;
    }

    /** The files that hold them: one, or none. */
    List<FileRecord> files() {
        return run.manifest().files(RunFolder.PRODUCTS).stream()
                .filter(file -> file.scope().equals(scope))
                .toList();
    }

    /** Publishes the state in place of an earlier one. */
    void write(LanczosRuns runs) {
        List<FileRecord> before = files();
        String path = "%s/%s-%d.state".formatted(RunFolder.PRODUCTS, scope.replace('/', '.'), runs.products());
        FileRecord file = publisher.write(path, scope, out -> write(runs, out));
        run.commitAndDelete(before, draft -> {
            draft.drop(RunFolder.PRODUCTS, before);
            draft.add(RunFolder.PRODUCTS, List.of(file));
        });
    }

    /** Writes the state. */
    static void write(LanczosRuns runs, OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream));
        out.writeInt(VERSION);
        out.writeInt(runs.finished().size());
        for (Tridiagonal finished : runs.finished()) {
            write(finished, out);
        }
        out.writeInt(runs.eigenvalues().size());
        for (Eigenvalue each : runs.eigenvalues()) {
            out.writeDouble(each.value());
            out.writeDouble(each.error());
            out.writeInt(each.products());
        }
        out.writeBoolean(runs.current() != null);
        if (runs.current() != null) {
            write(runs.current().tridiagonal(), out);
            out.writeInt(runs.current().basis().size());
            for (float[] vector : runs.current().basis()) {
                for (float entry : vector) {
                    out.writeFloat(entry);
                }
            }
        }
        out.flush();
    }

    private static void write(Tridiagonal tridiagonal, DataOutputStream out) throws IOException {
        out.writeInt(tridiagonal.size());
        for (int k = 0; k < tridiagonal.size(); k++) {
            out.writeDouble(tridiagonal.diagonal()[k]);
            out.writeDouble(tridiagonal.beside()[k]);
        }
    }

    /**
     * The state that was published, or that in which nothing is done.
     *
     * @throws RefusedException when the file is no whole state of such a part, by its name, in one line
     */
    LanczosRuns read(CurvatureConfig config, int dimension) {
        List<FileRecord> files = files();
        if (files.isEmpty()) {
            return new LanczosRuns(config, dimension);
        }
        String path = files.get(0).path();
        try (InputStream in = run.folder().fs().open(run.folder().resolve(path))) {
            return read(config, dimension, in, path);
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be read".formatted(path), e);
        }
    }

    /**
     * Reads a state.
     *
     * @param path of the file, for messages
     */
    static LanczosRuns read(CurvatureConfig config, int dimension, InputStream stream, String path) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(stream));
        try {
            int version = in.readInt();
            if (version != VERSION) {
                throw new RefusedException(
                        "%s: expected version %d of the format, found %d".formatted(path, VERSION, version));
            }
            LanczosRuns runs = state(config, dimension, in, path);
            if (in.read() >= 0) {
                throw new RefusedException(
                        "%s: expected its end after %d products, found more".formatted(path, runs.products()));
            }
            return runs;
        } catch (EOFException e) {
            throw new RefusedException(
                    "%s: expected the whole state of an iteration over %d parameters, found a part of it"
                            .formatted(path, dimension),
                    e);
        }
    }

    private static LanczosRuns state(CurvatureConfig config, int dimension, DataInputStream in, String path)
            throws IOException {
        List<Tridiagonal> finished = new ArrayList<>();
        for (int n = count(in, 1 + config.probes(), "finished iterations", path); n > 0; n--) {
            finished.add(tridiagonal(in, config, path));
        }
        List<Eigenvalue> eigenvalues = new ArrayList<>();
        for (int n = count(in, 2 * config.values(), "eigenvalues", path); n > 0; n--) {
            eigenvalues.add(new Eigenvalue(in.readDouble(), in.readDouble(), in.readInt()));
        }
        if (!in.readBoolean()) {
            return new LanczosRuns(config, dimension, finished, eigenvalues, null);
        }
        Tridiagonal under = tridiagonal(in, config, path);
        List<float[]> basis = new ArrayList<>();
        for (int n = count(in, under.size() + 1, "vectors", path); n > 0; n--) {
            float[] vector = new float[dimension];
            for (int k = 0; k < dimension; k++) {
                vector[k] = in.readFloat();
            }
            basis.add(vector);
        }
        return new LanczosRuns(config, dimension, finished, eigenvalues, Lanczos.resumed(basis, under));
    }

    private static Tridiagonal tridiagonal(DataInputStream in, CurvatureConfig config, String path) throws IOException {
        int size = count(in, config.iterations(), "products", path);
        double[] diagonal = new double[size];
        double[] beside = new double[size];
        for (int k = 0; k < size; k++) {
            diagonal[k] = in.readDouble();
            beside[k] = in.readDouble();
        }
        return new Tridiagonal(diagonal, beside);
    }

    /** A number that says how much follows. */
    private static int count(DataInputStream in, int most, String what, String path) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > most) {
            throw new RefusedException("%s: expected 0 to %d %s, found %d".formatted(path, most, what, count));
        }
        return count;
    }
}
