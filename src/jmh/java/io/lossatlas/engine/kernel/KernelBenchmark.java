package io.lossatlas.engine.kernel;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.engine.kernel.convolution.Convolution;
import io.lossatlas.engine.kernel.convolution.DataGradient;
import io.lossatlas.engine.kernel.convolution.WeightGradient;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The kernels one by one, on 16 images of each kind of layer of a network of width 8, in a JVM of its own for each:
 *
 * <pre>{@code mvn -P jmh test-compile exec:exec -Djmh.args="KernelBenchmark.convolution -p layer=8x28"}</pre>
 *
 * <p>{@code jmh.args} are JMH's own arguments ({@code -h} lists them), empty for everything. The secondary result
 * {@code gigaflops} is thousand million operations a second, two for each multiply-add of direct convolution;
 * {@link PeakBenchmark} is what it can be at most.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class KernelBenchmark {
    private static final int KERNEL = 3;

    /** Output channels x rows and columns of the output; {@code /2} where the input has twice the pixels, half the channels. */
    @Param({"8x28", "16x14/2", "16x14", "32x7/2", "32x7"})
    public String layer;

    private Tensor in;
    private Tensor out;
    private Convolution convolution;
    private DataGradient dataGradient;
    private WeightGradient weightGradient;
    private float[] weights;
    private float[] gradient;
    private long operations;

    /** Makes the layer. */
    @Setup
    public void make() {
        String[] parts = layer.split("[x/]");
        int channels = Integer.parseInt(parts[0]);
        int side = Integer.parseInt(parts[1]);
        int stride = parts.length > 2 ? Integer.parseInt(parts[2]) : 1;
        Shape from = new Shape(channels / stride, side * stride, side * stride);
        List<Tensor> tensors = Arena.of(List.of(from, Convolution.output(from, channels, KERNEL, stride)));
        in = tensors.get(0);
        out = tensors.get(1);
        TestTensors.fill(in, new GaussianStream(1));
        TestTensors.fill(out, new GaussianStream(2));
        int filters = channels * from.channels() * KERNEL * KERNEL;
        weights = new float[filters + channels];
        Arrays.fill(weights, 0.01f);
        gradient = new float[filters];
        int forward = Convolution.scratch(from, channels, KERNEL, stride);
        convolution = new Convolution(from, channels, KERNEL, stride, Scratch.of(forward));
        convolution.load(weights, 0, filters);
        int backward = DataGradient.scratch(from, channels, KERNEL, stride);
        dataGradient = new DataGradient(from, channels, KERNEL, stride, Scratch.of(backward));
        dataGradient.load(weights, 0);
        weightGradient =
                new WeightGradient(from, channels, KERNEL, stride, Scratch.of(WeightGradient.scratch(filters)));
        operations = 2L * Lanes.LOGICAL * filters * side * side;
    }

    /** Convolution with ReLU. */
    @Benchmark
    public float[] convolution(Operations counted) {
        convolution.run(in, 0, out);
        counted.add(operations);
        return out.data();
    }

    /** Gradient of the input. */
    @Benchmark
    public float[] dataGradient(Operations counted) {
        dataGradient.run(out, in);
        counted.add(operations);
        return in.data();
    }

    /** Gradient of the weights, its sum over lanes included. */
    @Benchmark
    public float[] weightGradient(Operations counted) {
        weightGradient.clear();
        weightGradient.add(in, out);
        weightGradient.finish(gradient, 0);
        counted.add(operations);
        return gradient;
    }
}
