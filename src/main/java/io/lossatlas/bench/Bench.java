package io.lossatlas.bench;

import io.lossatlas.bench.peer.Peer;
import io.lossatlas.bench.subject.BenchCase;
import io.lossatlas.config.EngineKind;
import io.lossatlas.engine.Engine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Images a second of one core, engine beside engine beside peers. */
public final class Bench {
    private final List<BenchCase> cases;
    private final double secondsPerCase;
    private final List<Peer> peers;
    private final Consumer<String> progress;

    /**
     * A benchmark.
     *
     * @param cases to measure
     * @param secondsPerCase time that a network and task may take on average
     * @param peers to measure beside the engines, each where it can compute the network; stay open
     * @param progress told what is being done and how long it will take, several times a second at most
     */
    public Bench(List<BenchCase> cases, double secondsPerCase, List<Peer> peers, Consumer<String> progress) {
        this.cases = List.copyOf(cases);
        this.secondsPerCase = secondsPerCase;
        this.peers = List.copyOf(peers);
        this.progress = progress;
    }

    /** Measures everything; rows in the order of the cases. */
    public List<BenchRow> run() {
        List<BenchCase> order = costliestFirst(cases);
        TimeBudget budget = new TimeBudget(secondsPerCase * order.size(), order.size(), () -> System.nanoTime() * 1e-9);
        List<BenchRow> rows = new ArrayList<>();
        for (int n = 0; n < order.size(); n++) {
            String which = "%d/%d %s".formatted(n + 1, order.size(), order.get(n));
            double share = budget.next();
            rows.addAll(measure(
                    order.get(n),
                    share,
                    what -> progress.accept("%s, %s: %s left".formatted(which, what, minutes(budget.left())))));
        }
        rows.sort(Comparator.comparingInt(row -> cases.indexOf(row.bench())));
        return rows;
    }

    /** The costliest first: what they take beyond their share of the time, the cheap ones give up. */
    static List<BenchCase> costliestFirst(List<BenchCase> cases) {
        return cases.stream()
                .sorted(Comparator.comparingLong((BenchCase each) -> -each.operations()))
                .toList();
    }

    private List<BenchRow> measure(BenchCase bench, double seconds, Consumer<String> doing) {
        TimeBudget budget = new TimeBudget(seconds, 1, () -> System.nanoTime() * 1e-9);
        doing.accept("warming up");
        Engine simd = bench.engine(EngineKind.SIMD);
        Subject subject = new Subject(bench, bench.weights(simd));
        try (CaseRun run = new CaseRun(subject)) {
            for (EngineKind kind : bench.engines()) {
                run.add(kind, seconds);
            }
            peers.stream().filter(Peer::isAlive).forEach(run::add);
            return run.run(budget.left(), doing);
        }
    }

    private static String minutes(double seconds) {
        long whole = Math.round(seconds);
        return "%d:%02d".formatted(whole / 60, whole % 60);
    }
}
