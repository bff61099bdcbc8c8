package io.lossatlas.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.lossatlas.data.Normalisation;
import io.lossatlas.graph.ParameterLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** PyTorch in a process of its own, which lives as long as this does. Its script ships with LossAtlas. */
public final class Peer implements AutoCloseable {
    private static final String SCRIPT = "peer.py";
    private static final Duration IMPORT = Duration.ofMinutes(2);

    private final TemporaryFolder folder;
    private final String interpreter;
    private final String versions;
    private final PeerProcess process;

    private Peer(TemporaryFolder folder, String interpreter, String versions, PeerProcess process) {
        this.folder = folder;
        this.interpreter = interpreter;
        this.versions = versions;
        this.process = process;
    }

    /**
     * Starts the script.
     *
     * @param command an interpreter that has torch, and its arguments
     * @throws PeerException when it cannot be started or has no torch
     */
    public static Peer start(List<String> command) {
        TemporaryFolder folder = TemporaryFolder.make();
        PeerProcess process = null;
        try {
            List<String> whole = new ArrayList<>(command);
            whole.add(folder.write(SCRIPT, script()).toString());
            process = PeerProcess.start(whole, folder.path());
            JsonNode hello = process.ask(Map.of("do", "hello"), IMPORT);
            String versions = "PyTorch " + hello.path("torch").asText("?");
            return new Peer(folder, String.join(" ", command), versions, process);
        } catch (PeerException e) {
            if (process != null) {
                process.close();
            }
            folder.close();
            throw e;
        }
    }

    /** Its name and version, like {@code PyTorch 1.13.0 (python3)}. */
    public String name() {
        return "%s (%s)".formatted(versions, interpreter);
    }

    /** Whether it can be asked more. */
    boolean isAlive() {
        return process.isAlive();
    }

    JsonNode ask(Map<String, Object> command, Duration limit) {
        return process.ask(command, limit);
    }

    /** Gives it a network and images. */
    void open(Subject subject, Duration limit) {
        Map<String, Object> command = new LinkedHashMap<>();
        command.put("do", "open");
        command.put("task", subject.bench().task().text());
        command.put("depth", subject.bench().depth());
        command.put("width", subject.bench().width());
        command.put("skip", subject.bench().variant().skip());
        command.put("height", subject.images().shape().height());
        command.put("columns", subject.images().shape().width());
        Normalisation.Channel grey = subject.images().normalisation().channels().get(0);
        command.put("mean", grey.mean());
        command.put("deviation", grey.deviation());
        command.put("blocks", index(subject.weights().layout()));
        command.put(
                "weights",
                folder.write("weights", littleEndian(subject.weights().values()))
                        .toString());
        command.put("images", folder.write("images", subject.images().bytes()).toString());
        command.put(
                "labels",
                folder.write("labels", bytes(subject.images().labels())).toString());
        ask(command, limit);
    }

    /** Of at most 256 classes, as those of the shipped data are. */
    private static byte[] bytes(int... labels) {
        byte[] bytes = new byte[labels.length];
        for (int n = 0; n < bytes.length; n++) {
            bytes[n] = (byte) labels[n];
        }
        return bytes;
    }

    private static List<Object> index(ParameterLayout layout) {
        List<Object> index = new ArrayList<>();
        layout.parameters()
                .forEach(parameter ->
                        index.add(List.of(parameter.name(), parameter.role().text(), parameter.shape())));
        return index;
    }

    static byte[] littleEndian(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static byte[] script() {
        try (InputStream script = Peer.class.getResourceAsStream(SCRIPT)) {
            return script.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(SCRIPT + " cannot be read from the jar", e);
        }
    }

    @Override
    public void close() {
        process.close();
        folder.close();
    }
}
