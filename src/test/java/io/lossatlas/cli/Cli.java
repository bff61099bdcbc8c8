package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lossatlas.LocalSpark;
import io.lossatlas.store.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** The program on embedded Spark in this process, as a user would call it. */
public final class Cli {
    private static final String MASTER = "spark.master";
    private static final String UI = "spark.ui.enabled";

    /** Two networks of depth 4 after two updates, a grid of 3 x 2 with a corner at the centre, two shards. */
    static final List<String> TINY = List.of(
            "data.train-examples=300",
            "data.test-examples=64",
            "data.shards=2",
            "sweep.depths=[4]",
            "sweep.widths=[2]",
            "train.steps=2",
            "train.batch-size=16",
            "train.eval-examples=16",
            "surface.examples=20",
            "surface.x.min=-0.5",
            "surface.x.max=0",
            "surface.x.points=3",
            "surface.y.min=0",
            "surface.y.points=2");

    final int exitCode;
    final String out;
    final String err;

    private Cli(int exitCode, String out, String err) {
        this.exitCode = exitCode;
        this.out = out;
        this.err = err;
    }

    /** A whole run of a configuration on two threads that must end well; gives what it has written. */
    public static String complete(String conf, String output) {
        Cli command = run("local[2]", List.of("run", "-c", conf, "-o", output));
        assertThat(command.exitCode).as(command::toString).isZero();
        return command.toString();
    }

    static Cli run(String master, List<String> args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        System.setProperty(MASTER, master);
        System.setProperty(UI, "false");
        try {
            int code = LossAtlas.execute(new PrintWriter(out), new PrintWriter(err), args.toArray(String[]::new));
            return new Cli(code, out.toString(), err.toString());
        } finally {
            System.clearProperty(MASTER);
            System.clearProperty(UI);
        }
    }

    /** A command on the tiny configuration, with more settings and options. */
    static Cli tiny(String master, String command, Path output, String... more) {
        List<String> args = new ArrayList<>(List.of(command, "-o", output.toString()));
        TINY.forEach(set -> args.addAll(List.of("--set", set)));
        for (String each : more) {
            args.addAll(each.startsWith("-") ? List.of(each) : List.of("--set", each));
        }
        return run(master, args);
    }

    static Cli of(String... args) {
        return run("local[1]", Arrays.asList(args));
    }

    /** All that it has written. */
    @Override
    public String toString() {
        return out + err;
    }

    static JsonNode manifest(Path run) throws IOException {
        return new ObjectMapper().readTree(Files.readString(run.resolve("manifest.json")));
    }

    /** Rows of a table, found by its glob alone, in the order of the key, without the columns that are left out; doubles compare by their bits. */
    static List<Row> rows(Path run, Table table, String... left) {
        return read(spark -> spark.read()
                .parquet(run.resolve(table.folder()) + "/*.parquet")
                .drop("seconds")
                .sort(table.key().stream().map(functions::col).toArray(Column[]::new))
                .drop(left)
                .collectAsList());
    }

    private static <T> T read(Function<SparkSession, T> reader) {
        try (SparkSession spark = LocalSpark.start(1)) {
            return reader.apply(spark);
        }
    }
}
