package io.lossatlas.bench;

import io.lossatlas.bench.subject.BenchCase;
import io.lossatlas.engine.Engine;
import io.lossatlas.engine.Evaluator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An engine that evaluates. */
public final class EvaluationContestant implements Contestant {
    private static final int BATCH = 64;

    private final Subject subject;
    private final Evaluator evaluator;
    private final double[] losses = new double[BATCH];
    private final boolean[] correct = new boolean[BATCH];
    private final List<Double> loading = new ArrayList<>();
    private int next;

    /** An evaluator of the subject's network, compiled and at its weights. */
    public EvaluationContestant(Engine engine, Subject subject) {
        this.subject = subject;
        this.evaluator = engine.evaluator();
        evaluator.load(subject.weights().values());
    }

    @Override
    public double warmUp(double seconds) {
        return Stopwatch.warmUp(seconds, BATCH, this::batch);
    }

    @Override
    public double[] losses() {
        evaluator.evaluate(subject.images(), 0, BenchCase.COMPARED, losses, correct);
        return new double[] {
            Arrays.stream(losses, 0, BenchCase.COMPARED).average().orElseThrow()
        };
    }

    @Override
    public Burst run(double seconds) {
        loading.add(Stopwatch.seconds(() -> evaluator.load(subject.weights().values())));
        return Stopwatch.run(seconds, this::batch);
    }

    @Override
    public Optional<Samples> loading() {
        return loading.isEmpty() ? Optional.empty() : Optional.of(Samples.of(loading));
    }

    private int batch() {
        int from = next + BATCH > subject.images().count() ? 0 : next;
        evaluator.evaluate(subject.images(), from, from + BATCH, losses, correct);
        next = from + BATCH;
        return BATCH;
    }

    @Override
    public void close() {
        evaluator.close();
    }
}
