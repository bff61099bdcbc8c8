package io.lossatlas.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The process that works on a run.
 *
 * @param host where it runs
 * @param machine tells apart machines and containers of one name; empty where the system does not say
 * @param pid its number there
 * @param started when it started, to the second
 * @param id its own, drawn for each lock
 */
record LockOwner(String host, String machine, long pid, String started, String id) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** This process. */
    static LockOwner self() {
        ProcessHandle process = ProcessHandle.current();
        return new LockOwner(
                hostName(),
                machineId(),
                process.pid(),
                start(process),
                UUID.randomUUID().toString());
    }

    static Optional<LockOwner> parse(byte[] json) {
        try {
            return Optional.of(JSON.readValue(json, LockOwner.class));
        } catch (IOException halfWritten) {
            return Optional.empty();
        }
    }

    byte[] json() {
        try {
            return JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record of strings has a JSON form", impossible);
        }
    }

    /** Whether its process can be asked for here: it runs, or ran, on this machine. */
    boolean isLocal() {
        return !machine.isEmpty() && machine.equals(machineId());
    }

    /** For an owner of this machine: whether the process is still there, and the same. */
    boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(process -> start(process).equals(started))
                .orElse(false);
    }

    /** For messages. */
    String describe() {
        return "process %d on %s, started %s".formatted(pid, host, started);
    }

    private static String start(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(Instant::getEpochSecond)
                .map(Instant::ofEpochSecond)
                .map(Instant::toString)
                .orElse("at a time unknown");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a host without a name";
        }
    }

    /** Boot and process namespace on Linux: a pid means the same process where both are the same. */
    private static String machineId() {
        try {
            String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id"));
            return boot.strip() + " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException e) {
            return "";
        }
    }
}
