package io.lossatlas.bench;

import io.lossatlas.engine.Engine;
import io.lossatlas.engine.Evaluator;
import java.util.Arrays;

/** An engine that evaluates. */
public final class EvaluationContestant implements Contestant {
    private static final int BATCH = 64;

    private final Subject subject;
    private final Evaluator evaluator;
    private final double[] losses = new double[BATCH];
    private final boolean[] correct = new boolean[BATCH];
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
        evaluator.evaluate(subject.images(), 0, Subject.COMPARED, losses, correct);
        return new double[] {
            Arrays.stream(losses, 0, Subject.COMPARED).average().orElseThrow()
        };
    }

    @Override
    public Burst run(double seconds) {
        return Stopwatch.run(seconds, this::batch);
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
