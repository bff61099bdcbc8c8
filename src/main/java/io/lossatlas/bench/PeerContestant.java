package io.lossatlas.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.lossatlas.bench.peer.Peer;
import io.lossatlas.bench.peer.PeerException;
import io.lossatlas.bench.subject.BenchCase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The peer at one case. All methods throw {@link PeerException}. */
final class PeerContestant implements Contestant {
    /** Seconds that any answer may take beyond the time that it was asked to work. */
    private static final long GRACE_SECONDS = 60;

    private static final int STEPS = 2;

    private final Peer peer;
    private String way = "";

    private PeerContestant(Peer peer) {
        this.peer = peer;
    }

    /** The peer with network and images opened; nothing where it cannot compute the network. */
    static Optional<PeerContestant> of(Peer peer, Subject subject) {
        return subject.bench()
                .opening(peer.kind(), subject.weights(), peer.files())
                .map(network -> {
                    Map<String, Object> command = new LinkedHashMap<>();
                    command.put("do", "open");
                    command.put("task", subject.bench().task().text());
                    command.putAll(network);
                    peer.ask(command, limit(0));
                    return new PeerContestant(peer);
                });
    }

    /** Version, batch size and other choices of the fastest way that it found. */
    String description() {
        return peer.name() + ", " + way;
    }

    @Override
    public double warmUp(double seconds) {
        JsonNode tuned = peer.ask(Map.of("do", "tune", "seconds", seconds), limit(seconds));
        String how = tuned.path("how").asText();
        way = "batch " + number(tuned, "batch").asInt() + (how.isEmpty() ? "" : ", " + how);
        return run(0).seconds();
    }

    @Override
    public double[] losses() {
        Map<String, Object> command = Map.of(
                "do", "losses",
                "images", BenchCase.COMPARED,
                "rate", Subject.LEARNING_RATE,
                "momentum", Subject.MOMENTUM,
                "decay", Subject.WEIGHT_DECAY,
                "steps", STEPS);
        JsonNode losses = peer.ask(command, limit(0)).path("losses");
        double[] values = new double[losses.size()];
        for (int n = 0; n < values.length; n++) {
            values[n] = losses.get(n).asDouble(Double.NaN);
        }
        return values;
    }

    @Override
    public Burst run(double seconds) {
        JsonNode burst = peer.ask(Map.of("do", "run", "seconds", seconds), limit(seconds));
        return new Burst(
                number(burst, "images").asLong(), number(burst, "seconds").asDouble());
    }

    private JsonNode number(JsonNode answer, String field) {
        JsonNode value = answer.path(field);
        if (!value.isNumber() || value.asDouble() <= 0) {
            throw new PeerException(
                    "peer %s: expected a positive number %s, found %s".formatted(peer.name(), field, answer));
        }
        return value;
    }

    private static Duration limit(double seconds) {
        return Duration.ofSeconds(GRACE_SECONDS + (long) Math.ceil(2 * seconds));
    }

    @Override
    public void close() {}
}
