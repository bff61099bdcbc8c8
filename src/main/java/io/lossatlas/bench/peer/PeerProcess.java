package io.lossatlas.bench.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Another process that answers commands: one JSON object a line on its standard input, one a line back. Its standard
 * error is kept for the message of its end. Not thread safe.
 */
final class PeerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Process process;
    private final Path errors;
    private final BufferedWriter commands;
    private final BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();

    private PeerProcess(String name, Process process, Path errors) {
        this.name = name;
        this.process = process;
        this.errors = errors;
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "peer");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a process with one thread for each library that reads the usual variables.
     *
     * @param command and its arguments; the first is its name in messages
     * @param folder where its standard error is kept
     */
    static PeerProcess start(List<String> command, Path folder) {
        Path errors = folder.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command)).redirectError(errors.toFile());
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("MKL_NUM_THREADS", "1");
        try {
            return new PeerProcess("peer " + command.get(0), builder.start(), errors);
        } catch (IOException e) {
            String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new PeerException("peer %s: cannot be started: %s".formatted(command.get(0), reason), e);
        }
    }

    /**
     * Asks.
     *
     * @param limit after which a peer that has not answered is ended
     * @throws PeerException when it ends, hangs, answers with anything but an object, or reports an error
     */
    JsonNode ask(Map<String, Object> command, Duration limit) {
        Optional<String> line;
        try {
            commands.write(JSON.writeValueAsString(command));
            commands.newLine();
            commands.flush();
            line = answers.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            throw new PeerException(ending(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PeerException(name + ": interrupted", e);
        }
        if (line == null) {
            process.destroyForcibly();
            throw new PeerException(
                    "%s: no answer to %s within %d s".formatted(name, command.get("do"), limit.toSeconds()));
        }
        return parse(line.orElseThrow(() -> new PeerException(ending())));
    }

    /** Whether it can be asked more. */
    boolean isAlive() {
        return process.isAlive();
    }

    private JsonNode parse(String line) {
        JsonNode answer;
        try {
            answer = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new PeerException("%s: expected a line of JSON, found: %s".formatted(name, line), e);
        }
        if (!answer.isObject()) {
            throw new PeerException("%s: expected a JSON object, found: %s".formatted(name, line));
        }
        if (answer.has("error")) {
            throw new PeerException(name + ": " + answer.get("error").asText());
        }
        return answer;
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                answers.add(Optional.of(line));
            }
            answers.add(Optional.empty());
        } catch (IOException closed) {
            answers.add(Optional.empty());
        }
    }

    /** How it ended, with the last line of its standard error. */
    private String ending() {
        String code = awaitEnd() ? "ended with exit code " + process.exitValue() : "closed its output";
        String last = "";
        try {
            last = Files.readString(errors)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .reduce("", (before, line) -> ": " + line.strip());
        } catch (IOException e) {
            last = ": its standard error cannot be read: " + e.getMessage();
        }
        return "%s: %s%s".formatted(name, code, last);
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the process: by the end of its input, or by force where it does not go. */
    @Override
    public void close() {
        try {
            commands.close();
        } catch (IOException alreadyGone) {
            process.destroyForcibly();
        }
        if (!awaitEnd()) {
            process.destroyForcibly();
        }
    }
}
