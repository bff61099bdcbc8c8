package io.lossatlas.bench;

import io.lossatlas.config.EngineKind;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Engine;
import io.lossatlas.train.Engines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
     * @param progress told what is being done and how long it will take, several times a second at most
     */
    public Bench(BenchSettings settings, LabelledImages images, Optional<Peer> peer, Consumer<String> progress) {
        this.settings = settings;
        this.images = images.first(IMAGES);
        this.peer = peer;
        this.progress = progress;
    }

    /** Measures everything; rows in the order of the settings. */
    public List<BenchRow> run() {
        List<BenchCase> cases = settings.costliestFirst(images);
        TimeBudget budget =
                new TimeBudget(settings.secondsPerCase() * cases.size(), cases.size(), () -> System.nanoTime() * 1e-9);
        List<BenchRow> rows = new ArrayList<>();
        for (int n = 0; n < cases.size(); n++) {
            String which = "%d/%d %s".formatted(n + 1, cases.size(), cases.get(n));
            double share = budget.next();
            rows.addAll(measure(
                    cases.get(n),
                    share,
                    what -> progress.accept("%s, %s: %s left".formatted(which, what, minutes(budget.left())))));
        }
        List<BenchCase> order = settings.cases();
        rows.sort(Comparator.comparingInt(row -> order.indexOf(row.bench())));
        return rows;
    }

    private List<BenchRow> measure(BenchCase bench, double seconds, Consumer<String> doing) {
        TimeBudget budget = new TimeBudget(seconds, 1, () -> System.nanoTime() * 1e-9);
        doing.accept("warming up");
        Engine simd = engine(EngineKind.SIMD, bench);
        Subject subject = new Subject(bench, SubjectWeights.draw(simd, images), images);
        try (CaseRun run = new CaseRun(subject)) {
            for (EngineKind kind : settings.engines()) {
                run.add(kind, contestant(engine(kind, bench), subject));
            }
            peer.filter(Peer::isAlive).ifPresent(run::add);
            return run.run(budget.left(), doing);
        }
    }

    private Engine engine(EngineKind kind, BenchCase bench) {
        return Engines.of(kind, bench.variant(), images.shape(), images.classes());
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
