package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.Wiring;
import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.dl4j.Dl4jPass;
import io.lossatlas.dl4j.StepRate;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.model.Networks;
import io.lossatlas.model.Networks.Head;
import io.lossatlas.model.Variant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.NesterovsUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.regularization.L2Regularization;

/**
 * Momentum, decay, learning rate and running statistics against DL4J's own, in double, after one update and after
 * several.
 */
class UpdateParityTest {
    private static final double[] RATES = {0.05, 0.2, 0.01, 0.1, 0.003};
    private static final double DECAY = 0.01;
    private static final int SIDE = 14;

    /** The update alone: equal gradients go into both. */
    @ParameterizedTest
    @CsvSource({"PLAIN, 0.9", "SKIP, 0.9", "SKIP, 0", "SKIP, 0.5"})
    void updatesAreThoseOfDl4jSUpdaterWithinFloatRounding(Wiring wiring, double momentum) {
        ParameterLayout layout = Fixtures.engine(Fixtures.variant(4, wiring, 4)).layout();
        float[] parameters = Fixtures.parameters(layout, 2);
        float[] velocity = new float[layout.size()];
        Nesterov nesterov = new Nesterov(layout, new TrainerSettings(16, momentum, DECAY));
        UpdaterInDouble expected = new UpdaterInDouble(layout, Vectors.widened(parameters), momentum);

        for (int step = 0; step < RATES.length; step++) {
            float[] gradient = gradient(layout, step);
            nesterov.update(parameters, velocity, gradient, RATES[step]);
            expected.update(gradient, RATES[step]);
            // A step rounds weight and velocity once each, to 2^-24 of values up to 8: 5e-7; earlier velocities add
            // theirs.
            double rounding = 1e-6 * (step + 1);
            assertThat(Vectors.widened(parameters)).containsExactly(expected.parameters(), within(rounding));
            assertThat(Vectors.widened(velocity)).containsExactly(expected.velocity(), within(rounding));
        }
    }

    /**
     * Whole training steps. How far each parameter has moved after them is compared with DL4J's {@code fit} in double,
     * relative to the length of its own move: float rounding of weights of size 1 moved by 1e-2 is 1e-5 of the move.
     */
    @ParameterizedTest
    @CsvSource({"4, PLAIN, 1", "4, SKIP, 1", "4, PLAIN, 4", "4, SKIP, 4", "10, PLAIN, 2", "10, SKIP, 2"})
    void trainingMovesParametersAndStatisticsAsDl4jDoes(int depth, Wiring wiring, int steps) {
        Variant variant = Fixtures.variant(depth, wiring, 4);
        StepRate rate = new StepRate();
        Dl4jPass dl4j = Dl4jPass.inDouble(Networks.configuration(
                variant, new ImageShape(1, SIDE, SIDE), 10, Head.SOFTMAX, new Nesterovs(rate, 0.9), DECAY));
        SimdEngine engine = Fixtures.engine(variant, SIDE);
        float[] start = Fixtures.parameters(engine.layout(), 7);
        LabelledImages images = Fixtures.images(17 * steps, SIDE, SIDE, 1);
        dl4j.load(Vectors.widened(start));

        try (Trainer trainer = engine.trainer(TrainerState.start(start), new TrainerSettings(17, 0.9, DECAY))) {
            for (int step = 0; step < steps; step++) {
                int[] minibatch = Training.minibatch(step, 17, images);
                rate.become(RATES[step]);
                dl4j.fit(images, minibatch);
                trainer.step(images, minibatch, RATES[step]);
            }
            assertMoves(engine.layout(), start, trainer.state().parameters(), dl4j.parameters());
        }
    }

    private static void assertMoves(ParameterLayout layout, float[] start, float[] simd, double[] dl4j) {
        double[] from = Vectors.widened(start);
        double[] found = Vectors.moved(Vectors.widened(simd), -1, from);
        double[] expected = Vectors.moved(dl4j, -1, from);
        for (Parameter parameter : layout.parameters()) {
            double move = Vectors.length(expected, parameter);
            assertThat(move).as(parameter.name()).isPositive();
            assertThat(Vectors.distance(found, expected, parameter))
                    .as("%s %s", parameter.name(), parameter.role().text())
                    .isLessThan(2e-4 * move);
        }
    }

    private static float[] gradient(ParameterLayout layout, int step) {
        GaussianStream stream = Seeds.stream(step, "gradient");
        float[] gradient = new float[layout.size()];
        for (Parameter parameter : layout.parameters()) {
            for (int n = parameter.offset(); n < parameter.end(); n++) {
                gradient[n] = parameter.role().isRunningStatistic() ? 0 : (float) stream.nextGaussian();
            }
        }
        return gradient;
    }

    /** ND4J's updater and regularisation on a vector in double; parameters that have neither stand still. */
    private static final class UpdaterInDouble {
        private final ParameterLayout layout;
        private final INDArray parameters;
        private final INDArray velocity;
        private final StepRate rate = new StepRate();
        private final NesterovsUpdater updater;
        private final L2Regularization decay = new L2Regularization(DECAY);

        UpdaterInDouble(ParameterLayout layout, double[] start, double momentum) {
            this.layout = layout;
            this.parameters = Nd4j.createFromArray(start);
            this.velocity = Nd4j.zeros(DataType.DOUBLE, start.length);
            this.updater = new NesterovsUpdater(new Nesterovs(rate, momentum));
            this.updater.setState(Map.of(NesterovsUpdater.V_STATE, velocity), false);
        }

        void update(float[] gradient, double learningRate) {
            rate.become(learningRate);
            INDArray step = Nd4j.createFromArray(Vectors.widened(gradient));
            for (Parameter parameter : layout.parameters()) {
                if (parameter.role().isWeight()) {
                    decay.apply(part(parameters, parameter), part(step, parameter), learningRate, 0, 0);
                }
            }
            updater.applyUpdater(step, 0, 0);
            parameters.subi(step);
        }

        private static INDArray part(INDArray of, Parameter parameter) {
            return of.get(NDArrayIndex.interval(parameter.offset(), parameter.end()));
        }

        double[] parameters() {
            return parameters.toDoubleVector();
        }

        double[] velocity() {
            return velocity.toDoubleVector();
        }
    }
}
