package io.lossatlas.bench.peer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program in a process of its own, which lives as long as this does. */
public final class Peer implements AutoCloseable {
    private static final Duration IMPORT = Duration.ofMinutes(2);

    private final PeerKind kind;
    private final TemporaryFolder folder;
    private final String interpreter;
    private final String versions;
    private final PeerProcess process;

    private Peer(PeerKind kind, TemporaryFolder folder, String interpreter, String versions, PeerProcess process) {
        this.kind = kind;
        this.folder = folder;
        this.interpreter = interpreter;
        this.versions = versions;
        this.process = process;
    }

    /**
     * Starts the script.
     *
     * @param command an interpreter that has the peer's module, and its arguments
     * @throws PeerException when it cannot be started or lacks the module
     */
    public static Peer start(PeerKind kind, List<String> command) {
        TemporaryFolder folder = TemporaryFolder.make();
        PeerProcess process = null;
        try {
            List<String> whole = new ArrayList<>(command);
            whole.add(folder.write(kind.script(), script(kind)).toString());
            process = PeerProcess.start(whole, folder.path());
            JsonNode hello = process.ask(Map.of("do", "hello"), IMPORT);
            String versions = kind.title() + " " + hello.path(kind.module()).asText("?");
            return new Peer(kind, folder, String.join(" ", command), versions, process);
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

    /** What it is. */
    public PeerKind kind() {
        return kind;
    }

    /** Where to put what is too large for a command; goes with it. */
    public PeerFiles files() {
        return new PeerFiles(folder);
    }

    /** Whether it can be asked more. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Asks.
     *
     * @param limit after which a peer that has not answered is ended
     * @throws PeerException when it ends, hangs, answers with anything but an object, or reports an error
     */
    public JsonNode ask(Map<String, Object> command, Duration limit) {
        return process.ask(command, limit);
    }

    private static byte[] script(PeerKind kind) {
        try (InputStream script = Peer.class.getResourceAsStream(kind.script())) {
            return script.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(kind.script() + " cannot be read from the jar", e);
        }
    }

    @Override
    public void close() {
        process.close();
        folder.close();
    }
}
