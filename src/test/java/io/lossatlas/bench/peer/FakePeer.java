package io.lossatlas.bench.peer;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Commands of peers that need no module. */
public final class FakePeer {
    private FakePeer() {}

    /** One that answers every command, and these losses. */
    public static List<String> withLosses(double... losses) {
        try {
            List<String> command = new ArrayList<>();
            command.add("python3");
            command.add(
                    Path.of(FakePeer.class.getResource("fake_peer.py").toURI()).toString());
            Arrays.stream(losses).mapToObj(Double::toString).forEach(command::add);
            return command;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that runs a line of Python. */
    public static List<String> python(String line) {
        return List.of("python3", "-c", line);
    }
}
