package io.lossatlas.bench;

import io.lossatlas.bench.BenchRow.PeerRate;
import io.lossatlas.config.EngineKind;
import io.lossatlas.engine.kernel.Peak;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One case: every contestant is warmed up, held against the peer, and timed in turns. */
final class CaseRun implements AutoCloseable {
    /** Share of a case's time for getting an engine up to speed. */
    private static final double WARM_UP = 0.08;

    /** The same for the peer, which tries several ways. */
    private static final double TUNING = 0.25;

    private static final double PEAK_SECONDS = 0.03;

    private final Subject subject;
    private final Map<EngineKind, Contestant> engines = new LinkedHashMap<>();
    private final Map<Contestant, List<Double>> rates = new LinkedHashMap<>();
    private final List<Double> peaks = new ArrayList<>();
    private PeerContestant peer;
    private double[] peerLosses = {};
    private String note = "";

    CaseRun(Subject subject) {
        this.subject = subject;
    }

    void add(EngineKind kind, Contestant engine) {
        engines.put(kind, engine);
        rates.put(engine, new ArrayList<>());
    }

    /** Adds the peer; when it fails, now or later, the case goes on without it. */
    void add(Peer with) {
        try {
            peer = new PeerContestant(with, subject);
            rates.put(peer, new ArrayList<>());
        } catch (PeerException e) {
            leaves(e);
        }
    }

    /** Takes about the given time; says what it is at. */
    List<BenchRow> run(double seconds, Consumer<String> doing) {
        TimeBudget budget = new TimeBudget(seconds, 1, () -> System.nanoTime() * 1e-9);
        List<Double> batches = new ArrayList<>();
        engines.values().forEach(engine -> batches.add(engine.warmUp(WARM_UP * seconds)));
        guarded(() -> {
            batches.add(peer.warmUp(TUNING * seconds));
            peerLosses = peer.losses();
        });
        BurstPlan plan = BurstPlan.of(budget.left(), batches);
        for (int round = 0; round < plan.rounds(); round++) {
            doing.accept("round %d of %d".formatted(round + 1, plan.rounds()));
            engines.values().forEach(engine -> burst(engine, plan));
            guarded(() -> burst(peer, plan));
            peaks.add(Peak.gigaflops(PEAK_SECONDS));
        }
        return engines.keySet().stream().map(this::row).toList();
    }

    private void burst(Contestant contestant, BurstPlan plan) {
        rates.get(contestant).add(contestant.run(plan.seconds()).imagesPerSecond());
    }

    private BenchRow row(EngineKind kind) {
        Contestant engine = engines.get(kind);
        Optional<LossCheck> check = Optional.ofNullable(peer)
                .map(any -> LossCheck.of(subject.bench().task(), engine.losses(), peerLosses));
        Optional<PeerRate> beside = check.filter(LossCheck::agrees)
                .map(agreed -> new PeerRate(peer.description(), Samples.of(rates.get(peer))));
        String disagreement = check.filter(each -> !each.agrees())
                .map(each -> "%s %s: the peer gives %s".formatted(subject.bench(), kind.text(), each.text()))
                .orElse("");
        return new BenchRow(
                subject.bench(),
                kind,
                Samples.of(rates.get(engine)),
                subject.bench().operations(subject.images()),
                beside,
                Samples.of(peaks),
                check.map(LossCheck::difference).orElse(Double.NaN),
                note + disagreement);
    }

    /** Does something with the peer, if it is there. */
    private void guarded(Runnable step) {
        if (peer != null) {
            try {
                step.run();
            } catch (PeerException e) {
                leaves(e);
            }
        }
    }

    private void leaves(PeerException cause) {
        note = "%s: %s".formatted(subject.bench(), cause.getMessage());
        rates.remove(peer);
        peer = null;
    }

    @Override
    public void close() {
        Stream.concat(engines.values().stream(), Stream.ofNullable(peer)).forEach(Contestant::close);
    }
}
