package io.lossatlas.bench;

import io.lossatlas.config.EngineKind;
import java.util.Optional;

/**
 * One engine at one case.
 *
 * @param bench the network and the task
 * @param engine of LossAtlas
 * @param rate images a second of the engine
 * @param operations of an image
 * @param peer the peer's description and rate; absent without a peer, and where it failed or computed something else
 * @param peak thousand million operations a second that the core can do at most, measured between the bursts
 * @param lossDifference relative, between engine and peer; NaN where they were not compared
 * @param note why there is no peer although one was asked for; empty otherwise
 */
public record BenchRow(
        BenchCase bench,
        EngineKind engine,
        Samples rate,
        long operations,
        Optional<PeerRate> peer,
        Samples peak,
        double lossDifference,
        String note) {

    /**
     * The peer's part.
     *
     * @param description version, batch size and other choices
     * @param rate images a second
     */
    public record PeerRate(String description, Samples rate) {}

    /** Thousand million operations a second, as direct convolution would need them. */
    public double gigaflops() {
        return rate.median() * operations * 1e-9;
    }

    /** How many times faster than the peer; NaN without one. */
    public double ratio() {
        return peer.map(each -> rate.median() / each.rate().median()).orElse(Double.NaN);
    }
}
