package io.lossatlas.cli.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A line that says how far the work is: rewritten in place on a terminal, and written anew from time to time where the
 * output goes to a file. Several kinds of work may go on at once, each with a part of the line, and the time until all of them
 * are done at its end. Safe for several threads.
 */
public final class ProgressLine implements AutoCloseable {
    /** System property by which {@code submit/local.sh} tells that standard output is a terminal. */
    private static final String TERMINAL = "lossatlas.terminal";

    private static final Duration ON_TERMINAL = Duration.ofMillis(250);
    private static final Duration IN_LOG = Duration.ofSeconds(10);
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final WorkLeft work = new WorkLeft();
    private final Map<Object, Supplier<String>> parts = new LinkedHashMap<>();
    private long next = System.nanoTime();
    private boolean open;

    /** A line on an output, which is a terminal where the launcher says so. */
    public ProgressLine(PrintWriter out) {
        this(out, Boolean.getBoolean(TERMINAL));
    }

    ProgressLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** What all parts of the line have to do. */
    WorkLeft work() {
        return work;
    }

    /** Shows the new state of a part and of all others, if the line has stood long enough. */
    public synchronized void update(Object part, Supplier<String> text) {
        parts.put(part, text);
        long now = System.nanoTime();
        if (now - next < 0) {
            return;
        }
        next = now + (terminal ? ON_TERMINAL : IN_LOG).toNanos();
        String line =
                String.join("  |  ", parts.values().stream().map(Supplier::get).toList()) + work.text();
        if (terminal) {
            out.print(CLEAR + line);
            open = true;
        } else {
            out.println(line);
        }
        out.flush();
    }

    /** Takes a part off the line. */
    public synchronized void ends(Object part) {
        parts.remove(part);
    }

    /** Writes a line that stays. */
    public synchronized void line(String text) {
        close();
        out.println(text);
        out.flush();
    }

    @Override
    public synchronized void close() {
        if (open) {
            out.print(CLEAR);
            out.flush();
            open = false;
        }
    }
}
