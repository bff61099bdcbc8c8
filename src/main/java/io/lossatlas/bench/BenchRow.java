package io.lossatlas.bench;

import io.lossatlas.bench.subject.BenchCase;
import io.lossatlas.config.EngineKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One engine at one case.
 *
 * @param bench the network and the task
 * @param engine of LossAtlas
 * @param rate images a second of the engine
 * @param operations of an image
 * @param peers each that was there, computed the network and gave the same losses, in the order in which they were asked for
 * @param peak thousand million operations a second that the core can do at most, measured between the bursts
 * @param lossDifference relative, between engine and peer, the largest of several; NaN where they were not compared
 * @param note why a peer is missing although it was asked for; empty otherwise
 * @param compileSeconds to compile the network, and to read its file where it has one
 * @param loadSeconds to set weights, as at each point of a surface; NaN but in evaluation
 * @param gradientRate images a second of the gradient alone, beside products; NaN otherwise
 */
public record BenchRow(
        BenchCase bench,
        EngineKind engine,
        Samples rate,
        long operations,
        List<PeerRate> peers,
        Samples peak,
        double lossDifference,
        String note,
        double compileSeconds,
        double loadSeconds,
        double gradientRate) {

    /** Copies the list. */
    public BenchRow {
        peers = List.copyOf(peers);
    }

    /**
     * A peer's part.
     *
     * @param description version, batch size and other choices
     * @param rate images a second
     */
    public record PeerRate(String description, Samples rate) {}

    /** Thousand million operations a second, as direct convolution would need them. */
    public double gigaflops() {
        return rate.median() * operations * 1e-9;
    }

    /** How many times as long as the gradient it takes; NaN but at products. */
    public double timesGradient() {
        return gradientRate / rate.median();
    }

    /** The peer that was asked for first. */
    public Optional<PeerRate> peer() {
        return peers.stream().findFirst();
    }

    /** How many times faster than {@link #peer}; NaN without one. */
    public double ratio() {
        return ratio(peer());
    }

    /** The peer of the highest rate. */
    public Optional<PeerRate> fastestPeer() {
        return peers.stream().max(Comparator.comparingDouble(peer -> peer.rate().median()));
    }

    /** How many times faster than {@link #fastestPeer}; NaN without one. */
    public double fastestRatio() {
        return ratio(fastestPeer());
    }

    private double ratio(Optional<PeerRate> to) {
        return to.map(each -> rate.median() / each.rate().median()).orElse(Double.NaN);
    }
}
