package io.lossatlas.curvature;

import io.lossatlas.config.landscape.CurvatureConfig;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Publisher;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Iterations of a part that were left off, in a file of the run. */
final class RunsFile {
    private static final int VERSION = 1;

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

    private static void write(LanczosRuns runs, OutputStream stream) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream));
        out.writeInt(VERSION);
        out.writeInt(runs.finished().size());
        for (Tridiagonal finished : runs.finished()) {
            write(finished, out);
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

    /** The state that was published, or that in which nothing is done. */
    LanczosRuns read(CurvatureConfig config, int dimension) {
        List<FileRecord> files = files();
        if (files.isEmpty()) {
            return new LanczosRuns(config, dimension);
        }
        String path = files.get(0).path();
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(run.folder().fs().open(run.folder().resolve(path))))) {
            return read(config, dimension, in, path);
        } catch (IOException e) {
            throw new UncheckedIOException("%s: cannot be read".formatted(path), e);
        }
    }

    private static LanczosRuns read(CurvatureConfig config, int dimension, DataInputStream in, String path)
            throws IOException {
        int version = in.readInt();
        if (version != VERSION) {
            throw new IOException("%s: expected version %d, found %d".formatted(path, VERSION, version));
        }
        List<Tridiagonal> finished = new ArrayList<>();
        for (int n = in.readInt(); n > 0; n--) {
            finished.add(tridiagonal(in));
        }
        if (!in.readBoolean()) {
            return new LanczosRuns(config, dimension, finished, null);
        }
        Tridiagonal under = tridiagonal(in);
        List<float[]> basis = new ArrayList<>();
        for (int n = in.readInt(); n > 0; n--) {
            float[] vector = new float[dimension];
            for (int k = 0; k < dimension; k++) {
                vector[k] = in.readFloat();
            }
            basis.add(vector);
        }
        return new LanczosRuns(config, dimension, finished, Lanczos.resumed(basis, under));
    }

    private static Tridiagonal tridiagonal(DataInputStream in) throws IOException {
        int size = in.readInt();
        double[] diagonal = new double[size];
        double[] beside = new double[size];
        for (int k = 0; k < size; k++) {
            diagonal[k] = in.readDouble();
            beside[k] = in.readDouble();
        }
        return new Tridiagonal(diagonal, beside);
    }
}
