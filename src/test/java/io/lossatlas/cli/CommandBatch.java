package io.lossatlas.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs commands one after another in this process, which compiles the engine's kernels once for all of them: {@code .ci/run}
 * makes most of its runs so. Standard input has an argument a line; an empty line ends a command. The first command that
 * fails ends the process with its exit code.
 */
final class CommandBatch {
    private CommandBatch() {}

    public static void main(String[] none) throws IOException {
        System.exit(run(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))));
    }

    private static int run(BufferedReader commands) throws IOException {
        List<String> arguments = new ArrayList<>();
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            if (!line.isEmpty()) {
                arguments.add(line);
                continue;
            }
            int code = run(arguments);
            if (code != ExitCode.DONE) {
                return code;
            }
            arguments.clear();
        }
        if (!arguments.isEmpty()) {
            throw new IOException("the last command does not end with an empty line: " + arguments);
        }
        return ExitCode.DONE;
    }

    private static int run(List<String> arguments) {
        String command = String.join(" ", arguments);
        System.out.printf("%n==> lossatlas %s%n", command);
        long began = System.nanoTime();
        int code = LossAtlas.execute(arguments.toArray(String[]::new));
        System.out.printf("<== exit code %d, %.0f s%n", code, (System.nanoTime() - began) / 1e9);
        return code;
    }
}
