package io.lossatlas.bench;

import io.lossatlas.bench.BenchRow.PeerRate;
import io.lossatlas.bench.peer.Peer;
import io.lossatlas.bench.peer.PeerException;
import io.lossatlas.config.EngineKind;
import io.lossatlas.engine.Engine;
import io.lossatlas.engine.kernel.Peak;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One case: every contestant is warmed up, held against the peers, and timed in turns. */
final class CaseRun implements AutoCloseable {
    /** Share of a case's time for compiling an engine over and over. */
    private static final double COMPILING = 0.02;

    /** Share of a case's time for getting an engine up to speed. */
    private static final double WARM_UP = 0.08;

    /** The same for all peers, which try several ways. */
    private static final double TUNING = 0.25;

    private static final double PEAK_SECONDS = 0.03;

    private final Subject subject;
    private final Map<EngineKind, Contestant> engines = new LinkedHashMap<>();
    private final Map<EngineKind, Samples> compiling = new LinkedHashMap<>();
    private final Map<Contestant, List<Double>> rates = new LinkedHashMap<>();
    private final List<Double> peaks = new ArrayList<>();
    private final Map<PeerContestant, double[]> peers = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    CaseRun(Subject subject) {
        this.subject = subject;
    }

    /**
     * Adds an engine, compiled for the case.
     *
     * @param seconds of the whole case
     */
    void add(EngineKind kind, double seconds) {
        compiling.put(kind, Stopwatch.repeated(COMPILING * seconds, () -> subject.bench()
                .engine(kind)));
        Engine engine = subject.bench().engine(kind);
        Contestant contestant =
                switch (subject.bench().task()) {
                    case EVAL -> new EvaluationContestant(engine, subject);
                    case TRAIN -> new TrainingContestant(engine, subject);
                    case PRODUCT -> new ProductContestant(engine, subject);
                };
        engines.put(kind, contestant);
        rates.put(contestant, new ArrayList<>());
    }

    /** Adds a peer, if it can compute the network; when it fails, now or later, the case goes on without it. */
    void add(Peer with) {
        try {
            PeerContestant.of(with, subject).ifPresent(peer -> {
                peers.put(peer, new double[0]);
                rates.put(peer, new ArrayList<>());
            });
        } catch (PeerException e) {
            note(e);
        }
    }

    /** Takes about the given time; says what it is at. */
    List<BenchRow> run(double seconds, Consumer<String> doing) {
        TimeBudget budget = new TimeBudget(seconds, 1, () -> System.nanoTime() * 1e-9);
        List<Double> batches = new ArrayList<>();
        engines.values().forEach(engine -> batches.add(engine.warmUp(WARM_UP * seconds)));
        double tuning = TUNING * seconds / Math.max(1, peers.size());
        eachPeer(peer -> {
            batches.add(peer.warmUp(tuning));
            peers.put(peer, peer.losses());
        });
        BurstPlan plan = BurstPlan.of(budget.left(), batches);
        for (int round = 0; round < plan.rounds(); round++) {
            doing.accept("round %d of %d".formatted(round + 1, plan.rounds()));
            engines.values().forEach(engine -> burst(engine, plan));
            eachPeer(peer -> burst(peer, plan));
            peaks.add(Peak.gigaflops(PEAK_SECONDS));
        }
        return engines.keySet().stream().map(this::row).toList();
    }

    private void burst(Contestant contestant, BurstPlan plan) {
        rates.get(contestant).add(contestant.run(plan.seconds()).imagesPerSecond());
    }

    private BenchRow row(EngineKind kind) {
        Contestant engine = engines.get(kind);
        double[] losses = peers.isEmpty() ? new double[0] : engine.losses();
        List<String> said = new ArrayList<>(notes);
        List<PeerRate> beside = new ArrayList<>();
        double difference = Double.NaN;
        for (Map.Entry<PeerContestant, double[]> each : peers.entrySet()) {
            PeerContestant peer = each.getKey();
            LossCheck check = LossCheck.of(subject.bench().task(), losses, each.getValue());
            difference = Double.isNaN(difference) ? check.difference() : Math.max(difference, check.difference());
            if (check.agrees()) {
                beside.add(new PeerRate(peer.description(), Samples.of(rates.get(peer))));
            } else {
                said.add("%s %s: the peer gives %s".formatted(subject.bench(), kind.text(), check.text()));
            }
        }
        return new BenchRow(
                subject.bench(),
                kind,
                Samples.of(rates.get(engine)),
                subject.bench().operations(),
                beside,
                Samples.of(peaks),
                difference,
                String.join("; ", said),
                compiling.get(kind).median(),
                engine.loading().map(Samples::median).orElse(Double.NaN),
                engine.gradients().map(Samples::median).orElse(Double.NaN));
    }

    /** Does something with each peer that is still there. */
    private void eachPeer(Consumer<PeerContestant> step) {
        for (PeerContestant peer : List.copyOf(peers.keySet())) {
            try {
                step.accept(peer);
            } catch (PeerException e) {
                note(e);
                rates.remove(peer);
                peers.remove(peer);
            }
        }
    }

    private void note(PeerException cause) {
        notes.add("%s: %s".formatted(subject.bench(), cause.getMessage()));
    }

    @Override
    public void close() {
        Stream.concat(engines.values().stream(), peers.keySet().stream()).forEach(Contestant::close);
    }
}
