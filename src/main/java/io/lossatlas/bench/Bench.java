package io.lossatlas.bench;

import io.lossatlas.config.EngineKind;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Dl4jEngine;
import io.lossatlas.engine.Engine;
import io.lossatlas.engine.SimdEngine;
import io.lossatlas.model.Networks;
import io.lossatlas.model.Networks.Head;
import io.lossatlas.model.Variant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.nd4j.linalg.learning.config.NoOp;

/** Images a second of one core, engine beside engine beside peer. */
public final class Bench {
    /** Images that all are run on, over and over. */
    public static final int IMAGES = 512;

    private final BenchSettings settings;
    private final LabelledImages images;
    private final Optional<Peer> peer;
    private final Consumer<String> progress;

    /**
     * A benchmark.
     *
     * @param images at least {@value #IMAGES}
     * @param peer to measure beside the engines; stays open
     * @param progress told of each case, a line each
     */
    public Bench(BenchSettings settings, LabelledImages images, Optional<Peer> peer, Consumer<String> progress) {
        this.settings = settings;
        this.images = images.first(IMAGES);
        this.peer = peer;
        this.progress = progress;
    }

    /** Measures everything; rows in the order of the settings. */
    public List<BenchRow> run() {
        List<BenchCase> cases = settings.costliestFirst(images.height(), images.width());
        TimeBudget budget =
                new TimeBudget(settings.secondsPerCase() * cases.size(), cases.size(), () -> System.nanoTime() * 1e-9);
        List<BenchRow> rows = new ArrayList<>();
        for (int n = 0; n < cases.size(); n++) {
            progress.accept("%d/%d %s: %s left".formatted(n + 1, cases.size(), cases.get(n), minutes(budget.left())));
            rows.addAll(measure(cases.get(n), budget.next()));
        }
        List<BenchCase> order = settings.cases();
        rows.sort(Comparator.comparingInt(row -> order.indexOf(row.bench())));
        return rows;
    }

    private List<BenchRow> measure(BenchCase bench, double seconds) {
        TimeBudget budget = new TimeBudget(seconds, 1, () -> System.nanoTime() * 1e-9);
        SimdEngine simd = simd(bench.variant(), images.height(), images.width());
        Subject subject = new Subject(bench, SubjectWeights.draw(simd, images), images);
        try (CaseRun run = new CaseRun(subject)) {
            for (EngineKind kind : settings.engines()) {
                run.add(kind, contestant(engine(kind, simd, bench.variant()), subject));
            }
            peer.filter(Peer::isAlive).ifPresent(run::add);
            return run.run(budget.left());
        }
    }

    private Engine engine(EngineKind kind, SimdEngine simd, Variant variant) {
        return switch (kind) {
            case SIMD -> simd;
            case DL4J -> Dl4jEngine.of(variant, images.height(), images.width());
        };
    }

    static SimdEngine simd(Variant variant, int height, int width) {
        return SimdEngine.compile(
                Networks.configuration(variant, height, width, Head.LOGITS, new NoOp(), 0), height, width);
    }

    private static Contestant contestant(Engine engine, Subject subject) {
        return switch (subject.bench().task()) {
            case EVAL -> new EvaluationContestant(engine, subject);
            case TRAIN -> new TrainingContestant(engine, subject);
        };
    }

    private static String minutes(double seconds) {
        long whole = Math.round(seconds);
        return "%d:%02d".formatted(whole / 60, whole % 60);
    }
}
