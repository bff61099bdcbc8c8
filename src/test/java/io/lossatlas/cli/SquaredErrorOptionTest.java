package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.DataConfigs;
import io.lossatlas.config.LossKind;
import io.lossatlas.config.Split;
import io.lossatlas.data.DataFiles;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.NpzFolder;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.interpreter.Interpreter;
import io.lossatlas.graph.interpreter.LossFunction;
import io.lossatlas.graph.operation.Statistics;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.onnx.OnnxFile;
import io.lossatlas.onnx.OnnxNetwork;
import io.lossatlas.onnx.OnnxReader;
import io.lossatlas.store.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks of files mapped under the mean squared error, by the program as a user would call it. */
class SquaredErrorOptionTest {
    private static final int INPUTS = 5;
    private static final int HIDDEN = 7;
    private static final int EXAMPLES = 20;

    @TempDir
    private Path folder;

    private Cli cli(String command, String output, String... more) {
        List<String> all =
                new ArrayList<>(List.of("data.path=" + folder.resolve("data"), "data.shards=3", "surface.bn=frozen"));
        all.addAll(Arrays.asList(more));
        return Cli.tiny("local[2]", command, folder.resolve(output), all.toArray(String[]::new));
    }

    /** A perceptron of one hidden layer. */
    private Path perceptron(int outputs) throws IOException {
        return new OnnxFile(INPUTS)
                .tensor("w", OnnxFile.FLOAT, normal(HIDDEN * INPUTS, 3), HIDDEN, INPUTS)
                .tensor("b", OnnxFile.FLOAT, normal(HIDDEN, 4), HIDDEN)
                .tensor("v", OnnxFile.FLOAT, normal(outputs * HIDDEN, 5), outputs, HIDDEN)
                .tensor("c", OnnxFile.FLOAT, normal(outputs, 6), outputs)
                .node("Gemm", List.of("x", "w", "b"), "h", OnnxFile.whole("transB", 1))
                .node("Tanh", List.of("h"), "t")
                .node("Gemm", List.of("t", "v", "c"), "y", OnnxFile.whole("transB", 1))
                .write(folder.resolve("perceptron.onnx"));
    }

    private static byte[] normal(int count, long seed) {
        Random random = new Random(seed);
        ByteBuffer values = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < count; n++) {
            values.putFloat((float) random.nextGaussian());
        }
        return values.array();
    }

    @Test
    void theLossesOfAPerceptronAreThoseOfAnInterpreterAtEveryPoint() throws IOException {
        NpzFolder.writeNumbers(folder.resolve("data"), INPUTS, "<f8", ", 3", 300, 64);
        Path file = perceptron(3);

        Cli run = cli("run", "own", "surface.loss=mse", "--network=mine=" + file);

        assertThat(run.exitCode).as(run.err).isZero();
        Path own = folder.resolve("own");
        List<Row> surface = Cli.rows(own, Table.SURFACE);
        assertThat(surface).hasSize(6);
        OnnxNetwork network = OnnxReader.read(file, TensorShape.of(1, 1, INPUTS), LossKind.MSE);
        List<Row> directions = Cli.rows(own, Table.DIRECTIONS);
        for (Row point : surface) {
            double[] each = inDouble(network, at(directions, network, point));
            double mean = Arrays.stream(each).average().orElseThrow();
            double variance = Arrays.stream(each)
                            .map(loss -> (loss - mean) * (loss - mean))
                            .sum()
                    / (EXAMPLES - 1);
            // Float roundings of two layers, some 1e-7 each, against double.
            assertThat(point.<Double>getAs("loss")).isCloseTo(mean, within(1e-5 * mean));
            assertThat(point.<Double>getAs("loss_se")).isCloseTo(Math.sqrt(variance / EXAMPLES), within(1e-5 * mean));
            assertThat(point.isNullAt(point.fieldIndex("accuracy"))).isTrue();
            assertThat(point.<Long>getAs("examples")).isEqualTo(EXAMPLES);
        }
        assertThat(Cli.of("export", "-o", own.toString(), "--format", "csv").exitCode)
                .isZero();
        assertThat(own.resolve("export/mine-random-s1-train-frozen.csv"))
                .content()
                .contains(",loss,loss_se,accuracy,non_finite,difference,difference_se\n")
                .doesNotContain("null")
                .matches("(?s).*,,0,,\n");
        assertThat(Cli.rows(own, Table.LOSSES)).hasSize(18).allMatch(row -> row.isNullAt(row.fieldIndex("correct")));
        assertThat(Cli.rows(own, Table.METRICS))
                .extracting(row -> row.<String>getAs("metric"))
                .contains("loss_min")
                .noneMatch(name -> name.contains("plateau") || name.contains("accuracy"));
    }

    /** The mean squared error of labels against 1 at the label and 0 elsewhere; accuracy stays what it is. */
    @Test
    void labelsAreFittedAsOneAtTheLabelAndZeroElsewhereAndTheLossOfARunStays() throws IOException {
        NpzFolder.write(folder.resolve("data"), new ImageShape(1, 1, INPUTS), 3, 300, 64);
        Path file = perceptron(3);
        String network = "--network=mine=" + file;

        Cli run = cli("surface", "own", "surface.loss=mse", network);
        Cli again = cli("surface", "own", "surface.loss=mse", network);
        Cli other = cli("surface", "own", network);
        Cli entropy = cli("surface", "entropy", network);
        Cli changed = cli("surface", "entropy", "surface.loss=mse", network);

        assertThat(run.exitCode).as(run.err).isZero();
        assertThat(again.exitCode).as(again.err).isZero();
        assertThat(other.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(other.err).contains("surface.loss: published mse, now nothing");
        assertThat(entropy.exitCode).as(entropy.err).isZero();
        assertThat(changed.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(changed.err).contains("surface.loss: published nothing, now mse");
        Row centre = centre(folder.resolve("own"));
        OnnxNetwork network3 = OnnxReader.read(file, TensorShape.of(1, 1, INPUTS), LossKind.MSE);
        double[] weights = new double[network3.graph().layout().size()];
        Arrays.setAll(weights, n -> network3.weights().values()[n]);
        double mean = Arrays.stream(inDouble(network3, weights)).average().orElseThrow();
        assertThat(centre.<Double>getAs("loss")).isCloseTo(mean, within(1e-5 * mean));
        assertThat(centre.<Double>getAs("accuracy"))
                .isEqualTo(centre(folder.resolve("entropy")).<Double>getAs("accuracy"));
    }

    private static Row centre(Path run) {
        return Cli.rows(run, Table.SURFACE).stream()
                .filter(row -> row.<Double>getAs("alpha") == 0 && row.<Double>getAs("beta") == 0)
                .findFirst()
                .orElseThrow();
    }

    /** Float roundings of two libraries, some 1e-7 a layer. */
    @Test
    void onnxRuntimeGivesTheSameLossesOfNumbers() throws IOException {
        NpzFolder.writeNumbers(folder.resolve("data"), INPUTS, "<f4", "", 300, 64);
        String network = "--network=mine=" + perceptron(1);

        Cli kernels = cli("surface", "simd", "surface.loss=mse", network);
        Cli runtime = cli("surface", "runtime", "surface.loss=mse", "surface.engine=onnxruntime", network);

        assertThat(kernels.exitCode).as(kernels.err).isZero();
        assertThat(runtime.exitCode).as(runtime.err).isZero();
        List<Row> expected = Cli.rows(folder.resolve("simd"), Table.SURFACE);
        List<Row> found = Cli.rows(folder.resolve("runtime"), Table.SURFACE);
        assertThat(found).hasSameSizeAs(expected).isNotEmpty();
        for (int n = 0; n < found.size(); n++) {
            double loss = expected.get(n).getAs("loss");
            assertThat(found.get(n).<Double>getAs("loss")).isCloseTo(loss, within(1e-5 * loss));
            assertThat(found.get(n).isNullAt(found.get(n).fieldIndex("accuracy")))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    surface.loss=cross-entropy | train.npz/y.npy: at byte 0 expected y of whole numbers, the labels, since surface.loss is cross-entropy (surface.loss=mse takes floats), found <f8
                    networks=[] | expected y of whole numbers, since networks of a sweep are trained by cross-entropy of labels, found floats; --network FILE.onnx maps a network that is brought along
                    data.classes=3 | train.npz/y.npy are floats and no labels, found 3
                    surface.loss=mae | surface.loss (--set): expected one of cross-entropy, mse, found
                    data.shards=3 | expected an output for each of the 2 numbers of an example in y, found 3 outputs
                    """)
    void whatDoesNotFitIsRefusedBeforeWork(String setting, String expected) throws IOException {
        NpzFolder.writeNumbers(folder.resolve("data"), INPUTS, "<f8", ", 2", 300, 64);
        String network = setting.startsWith("networks") ? "surface.split=train" : "--network=mine=" + perceptron(3);

        Cli refused = cli("surface", "own", "surface.loss=mse", network, setting);

        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err).contains(expected).hasLineCount(1);
        assertThat(folder.resolve("own")).doesNotExist();
    }

    /** The weights at a point, from the tables. */
    private static double[] at(List<Row> directions, OnnxNetwork network, Row point) {
        ParameterLayout layout = network.graph().layout();
        double[] weights = new double[layout.size()];
        Arrays.setAll(weights, n -> network.weights().values()[n]);
        for (Row row : directions) {
            double along = point.getAs(row.getAs("axis").equals("x") ? "alpha" : "beta");
            List<Float> values = row.getList(row.fieldIndex("values"));
            int from = layout.parameters().stream()
                    .filter(parameter -> parameter.name().equals(row.getAs("name")))
                    .findFirst()
                    .orElseThrow()
                    .offset();
            for (int n = 0; n < values.size(); n++) {
                weights[from + n] += along * values.get(n);
            }
        }
        return weights;
    }

    private double[] inDouble(OnnxNetwork network, double[] weights) {
        LabelledImages images = DataFiles.read(
                        DataConfigs.of(folder.resolve("data").toString()), LossKind.MSE, new Configuration())
                .of(Split.TRAIN)
                .first(EXAMPLES);
        double[][] inputs = new double[EXAMPLES][INPUTS];
        double[][] targets = new double[EXAMPLES][images.outputs()];
        float[] one = new float[INPUTS];
        for (int n = 0; n < EXAMPLES; n++) {
            int example = n;
            images.inputs(n, one, 0);
            Arrays.setAll(inputs[n], at -> one[at]);
            Arrays.setAll(targets[n], j -> images.target(example, j));
        }
        Interpreter interpreter = new Interpreter(network.graph(), weights);
        double[][] outputs = interpreter.logits(interpreter.forward(inputs, Statistics.RUNNING));
        LossFunction loss = LossFunction.squaredError(targets);
        double[] each = new double[EXAMPLES];
        Arrays.setAll(each, n -> loss.loss(outputs[n], n));
        return each;
    }
}
