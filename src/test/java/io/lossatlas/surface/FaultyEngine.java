package io.lossatlas.surface;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Engine;
import io.lossatlas.engine.Evaluator;
import io.lossatlas.engine.Trainer;
import io.lossatlas.engine.TrainerSettings;
import io.lossatlas.engine.TrainerState;
import io.lossatlas.graph.ParameterLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.spark.TaskContext;

/**
 * A {@link BowlEngine} with which something happens at one point.
 *
 * @param bowl what it computes
 * @param where the point's first parameter
 * @param fault what happens there
 * @param signals folder of files by which it speaks with the test
 */
record FaultyEngine(BowlEngine bowl, float where, Fault fault, String signals) implements Engine {
    /** Named for the file by which the engine says that it has come to the point; it holds the process's number. */
    static final String REACHED = "reached";

    private static final int PATIENCE_SECONDS = 600;

    /** What happens at the point. */
    enum Fault {
        /** Nothing. */
        NONE,
        /** The process ends at once, whenever it comes there. */
        HALT,
        /** The first who comes there waits until it is killed; others go on. */
        WAIT_ONCE,
        /** A first attempt waits until it is killed; a later one goes on. */
        STRAGGLE,
        /** Memory is short. */
        EXHAUST
    }

    @Override
    public ParameterLayout layout() {
        return bowl.layout();
    }

    @Override
    public Evaluator evaluator() {
        return new Faulty(bowl.evaluator());
    }

    @Override
    public Trainer trainer(TrainerState start, TrainerSettings settings) {
        return bowl.trainer(start, settings);
    }

    @Override
    public String name() {
        return bowl.name();
    }

    private void happen() {
        switch (fault) {
            case NONE -> {}
            case HALT -> Runtime.getRuntime().halt(1);
            case WAIT_ONCE -> {
                if (!Files.exists(Path.of(signals, REACHED))) {
                    reachAndWait();
                }
            }
            case STRAGGLE -> {
                if (TaskContext.get().attemptNumber() == 0) {
                    reachAndWait();
                }
            }
            case EXHAUST -> throw new OutOfMemoryError("Java heap space");
        }
    }

    private void reachAndWait() {
        try {
            Path written = Files.createTempFile(Path.of(signals), "pid", "");
            Files.writeString(written, Long.toString(ProcessHandle.current().pid()));
            Files.move(written, Path.of(signals, REACHED));
            TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("waited in vain to be killed");
    }

    private final class Faulty implements Evaluator {
        private final Evaluator evaluator;

        Faulty(Evaluator evaluator) {
            this.evaluator = evaluator;
        }

        @Override
        public void load(float[] parameters) {
            if (parameters[0] == where) {
                happen();
            }
            evaluator.load(parameters);
        }

        @Override
        public void recalibrate(LabelledImages calibration) {
            evaluator.recalibrate(calibration);
        }

        @Override
        public void evaluate(LabelledImages images, int from, int to, double[] losses, boolean[] correct) {
            evaluator.evaluate(images, from, to, losses, correct);
        }

        @Override
        public void close() {
            evaluator.close();
        }
    }
}
