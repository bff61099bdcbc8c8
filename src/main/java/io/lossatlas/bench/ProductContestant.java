package io.lossatlas.bench;

import io.lossatlas.bench.subject.BenchCase;
import io.lossatlas.bench.subject.SubjectWeights;
import io.lossatlas.engine.CurvatureProducts;
import io.lossatlas.engine.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An engine that multiplies the Hessian with a vector, {@value BenchCase#COMPARED} images at a time. */
final class ProductContestant implements Contestant {
    private static final int BATCH = BenchCase.COMPARED;

    /** Share of a burst's time that the gradient takes before it. */
    private static final double GRADIENTS = 0.25;

    private final Subject subject;
    private final CurvatureProducts products;
    private final float[] vector;
    private final double[] sum;
    private final List<Double> gradients = new ArrayList<>();
    private int next;

    ProductContestant(Engine engine, Subject subject) {
        this.subject = subject;
        this.products = engine.curvatureProducts();
        this.vector = SubjectWeights.vector(engine.layout());
        this.sum = new double[vector.length];
        products.load(subject.weights().values());
    }

    @Override
    public double warmUp(double seconds) {
        Stopwatch.warmUp(GRADIENTS * seconds, BATCH, this::gradient);
        return Stopwatch.warmUp((1 - GRADIENTS) * seconds, BATCH, this::product);
    }

    @Override
    public double[] losses() {
        Arrays.fill(sum, 0);
        double loss = products.addGradient(subject.images(), 0, BATCH, sum);
        Arrays.fill(sum, 0);
        products.addHessianProduct(vector, subject.images(), 0, BATCH, sum);
        double squares = 0;
        double form = 0;
        for (int n = 0; n < sum.length; n++) {
            squares += sum[n] * sum[n];
            form += vector[n] * sum[n];
        }
        return new double[] {loss / BATCH, Math.sqrt(squares) / BATCH, form / BATCH};
    }

    @Override
    public Burst run(double seconds) {
        gradients.add(Stopwatch.run(GRADIENTS * seconds, this::gradient).imagesPerSecond());
        return Stopwatch.run(seconds, this::product);
    }

    @Override
    public Optional<Samples> gradients() {
        return gradients.isEmpty() ? Optional.empty() : Optional.of(Samples.of(gradients));
    }

    private int gradient() {
        int from = from();
        products.addGradient(subject.images(), from, from + BATCH, sum);
        return BATCH;
    }

    private int product() {
        int from = from();
        products.addHessianProduct(vector, subject.images(), from, from + BATCH, sum);
        return BATCH;
    }

    private int from() {
        int from = next + BATCH > subject.images().count() ? 0 : next;
        next = from + BATCH;
        return from;
    }

    @Override
    public void close() {
        products.close();
    }
}
