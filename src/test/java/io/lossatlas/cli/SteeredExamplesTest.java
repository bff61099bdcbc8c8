package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.cluster.Jvm;
import io.lossatlas.plane.sums.PairedSums;
import io.lossatlas.plane.sums.Steering;
import io.lossatlas.store.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs whose points have examples of their own number: a plane of 3 x 2 points and a line beside the centre through one network. */
class SteeredExamplesTest {
    private static final int KILLED = 137;
    private static final int SHARDS = 24;
    private static final int EACH = 10;
    private static final double SE = 0.05;
    private static final String[] PLANES = {
        "sweep.skips=[skip]",
        "train.steps=10",
        "surface.planes=[{type=random,seeds=[1]},{type=line,to=\"@0\",x.min=0.1,x.max=1,x.points=4}]"
    };
    private static final String[] STEERED = {
        "data.shards=" + SHARDS, "surface.examples-until.se=" + SE, "surface.examples-until.max=" + SHARDS * EACH
    };

    @TempDir
    private static Path folder;

    private static Cli first;

    @BeforeAll
    static void runOnce() {
        first = steered("run", "local[2]", run());
    }

    private static Path run() {
        return folder.resolve("run");
    }

    private static Cli steered(String command, String master, Path output, String... more) {
        Cli done = Cli.tiny(
                master,
                command,
                output,
                Stream.of(PLANES, STEERED, more).flatMap(Stream::of).toArray(String[]::new));
        assertThat(done.exitCode).as(done.err).isZero();
        return done;
    }

    private static String point(Row row) {
        return Stream.of("plane", "bn", "i", "j")
                .map(row::getAs)
                .map(String::valueOf)
                .collect(Collectors.joining("/"));
    }

    /** Rows of losses by point, in the order of their shards. */
    private static Map<String, List<Row>> losses(Path run) {
        return Cli.rows(run, Table.LOSSES).stream().collect(Collectors.groupingBy(SteeredExamplesTest::point));
    }

    /**
     * Every example's loss is a shard of its own of a whole run, in which the difference is told by the definition: 1e-9 is what sums over
     * 240 losses of up to 100, that their squares are taken from, may lose.
     */
    @Test
    void differencesAndTheirErrorsAreThoseOfTheExamples() {
        Path whole = folder.resolve("whole");
        Cli done = Cli.tiny(
                "local[2]",
                "run",
                whole,
                Stream.of(PLANES, new String[] {"data.shards=" + SHARDS * EACH, "surface.examples=" + SHARDS * EACH})
                        .flatMap(Stream::of)
                        .toArray(String[]::new));
        assertThat(done.exitCode).as(done.err).isZero();
        Map<String, List<Row>> examples = losses(whole);
        Set<Long> counts = new TreeSet<>();

        for (Row row : Cli.rows(run(), Table.SURFACE)) {
            int n = (int) (long) row.<Long>getAs("examples");
            double[] own = first(examples.get(point(row)), n);
            double[] centre = first(examples.get("random-s1/%s/2/0".formatted(row.<String>getAs("bn"))), n);
            double difference = IntStream.range(0, n)
                    .mapToDouble(e -> own[e] - centre[e])
                    .average()
                    .orElseThrow();
            double squares = IntStream.range(0, n)
                    .mapToDouble(e -> Math.pow(own[e] - centre[e] - difference, 2))
                    .sum();
            assertThat(row.<Double>getAs("loss"))
                    .isCloseTo(IntStream.range(0, n).mapToDouble(e -> own[e]).sum() / n, within(1e-9));
            assertThat(row.<Double>getAs("difference")).isCloseTo(difference, within(1e-9));
            assertThat(row.<Double>getAs("difference_se")).isCloseTo(Math.sqrt(squares / (n - 1) / n), within(1e-6));
            counts.add((long) n);
        }

        assertThat(counts).hasSizeGreaterThan(3).contains(20L).allMatch(n -> n % EACH == 0);
    }

    private static double[] first(List<Row> rows, int count) {
        return rows.stream()
                .limit(count)
                .mapToDouble(row -> row.<Double>getAs("loss_sum"))
                .toArray();
    }

    /** What is there is what whole shards have, and ends where the sums that are published say so. */
    @Test
    void everyPointHasTheShardsThatItsOwnSumsAskFor() {
        Steering steering =
                new Steering(SE, 20, IntStream.range(0, SHARDS).map(n -> EACH).toArray());
        Map<String, List<Row>> losses = losses(run());
        assertThat(losses).hasSize(2 * (3 * 2 + 4));

        losses.forEach((point, rows) -> {
            int shards = steering.least();
            for (int before = 0; before < shards; ) {
                before = shards;
                shards = steering.wanted(sums(rows.subList(0, shards)), shards);
            }
            assertThat(rows)
                    .as(point)
                    .hasSize(shards)
                    .extracting(row -> row.<Integer>getAs("shard"))
                    .isEqualTo(IntStream.range(0, shards).boxed().toList());
        });
    }

    private static PairedSums sums(List<Row> rows) {
        return rows.stream()
                .map(row -> new PairedSums(
                        row.<Long>getAs("examples"),
                        row.<Double>getAs("loss_sum"),
                        row.<Double>getAs("loss_sum_sq"),
                        row.<Double>getAs("centre_loss_sum"),
                        row.<Double>getAs("centre_loss_sum_sq"),
                        row.<Double>getAs("centre_product_sum")))
                .reduce(PairedSums.NONE, PairedSums::plus);
    }

    @Test
    void metricsPicturesAndShowKnowIt() throws IOException {
        Map<String, Row> rows = new HashMap<>();
        Cli.rows(run(), Table.SURFACE).stream()
                .filter(row -> row.getAs("plane").equals("random-s1")
                        && row.getAs("bn").equals("frozen"))
                .forEach(row -> rows.put(point(row), row));
        long most = rows.values().stream()
                .mapToLong(row -> row.<Long>getAs("examples"))
                .max()
                .orElseThrow();
        Row reference = rows.values().stream()
                .filter(row -> row.<Long>getAs("examples") == most)
                .findAny()
                .orElseThrow();
        double centre = reference.<Double>getAs("loss") - reference.<Double>getAs("difference");
        double largest = rows.values().stream()
                .mapToDouble(row -> centre + row.<Double>getAs("difference"))
                .max()
                .orElseThrow();

        assertThat(Cli.rows(run(), Table.METRICS))
                .filteredOn(row -> row.getAs("plane").equals("random-s1")
                        && row.getAs("bn").equals("frozen")
                        && row.getAs("metric").equals("loss_max"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.<Double>getAs("value")).isCloseTo(largest, within(1e-12 * largest));
                    assertThat(row.<Double>getAs("low")).isLessThan(largest);
                });
        assertThat(Files.readString(run().resolve("report.html"))).contains("of 20 to 240 examples");
        assertThat(Cli.of("show", "-o", run().toString()).out).endsWith("complete\n");
        assertThat(Cli.of("export", "-o", run().toString(), "--format", "csv").exitCode)
                .isZero();
        List<String> lines =
                Files.readAllLines(folder.resolve("run/export/d4-skip-w2-s1-lr0.05-random-s1-train-frozen.csv"));
        int column = List.of(lines.get(0).split(",", -1)).indexOf("loss");
        assertThat(lines.subList(1, lines.size()))
                .hasSize(6)
                .anyMatch(
                        line -> Math.abs(Double.parseDouble(line.split(",", -1)[column]) - largest) <= 1e-12 * largest);
    }

    @Test
    void thePlanTellsBetweenWhatItIs() {
        assertThat(steered("run", "local[1]", folder.resolve("planned"), "--dry-run").out)
                .contains("examples   between 20 and 240 a point")
                .contains("24 shards of 240 examples in all");
    }

    @ParameterizedTest
    @CsvSource({
        "surface.examples-until.se=0.04, surface.examples-until.se: published 0.05",
        "surface.examples-until.se=0, surface.examples-until.max: published 240",
        "surface.examples-until.max=280, surface.examples-until.max: published 240"
    })
    void othersAreRefusedByKey(String setting, String expected) {
        List<String> all = new ArrayList<>(List.of(PLANES));
        all.addAll(List.of(STEERED));
        all.add(setting);
        if (setting.endsWith("=0")) {
            all.add("data.shards=20");
        }

        Cli refused = Cli.tiny("local[1]", "run", run(), all.toArray(String[]::new));

        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "surface.examples=1, surface.examples (--set:1): expected at least 2 with surface.examples-until",
        "surface.examples=241, surface.examples (--set:1): expected at most surface.examples-until.max",
        "data.shards=241, data.shards (--set:1): expected at most surface.examples-until.max",
        "surface.examples-until.max=301, surface.examples-until.max (--set:1): expected at most data.train-examples",
        "surface.adaptive.tolerance=0.01, surface.examples-until.se (--set:1): expected 0 with surface.adaptive",
        "surface.x.points=2000000, surface.examples-until.se: expected 0 or planes of at most"
    })
    void whatDoesNotGoTogetherIsRefusedBeforeWorkStarts(String setting, String expected) {
        List<String> all = new ArrayList<>(List.of(STEERED));
        all.add(setting);
        all.add("--dry-run");

        Cli refused = Cli.tiny("local[1]", "run", folder.resolve("refused"), all.toArray(String[]::new));

        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err).contains(expected);
        assertThat(folder.resolve("refused")).doesNotExist();
    }

    /** In rounds, before their files are published and after. */
    @Test
    @Tag("fault")
    void aDriverThatDiesAgainAndAgainLeavesTheSameTables() throws Exception {
        Path killed = folder.resolve("killed");
        for (String crash : List.of("AFTER_MANIFEST:14", "FILES_MOVED:3", "BEFORE_MANIFEST:5")) {
            List<String> arguments = new ArrayList<>(List.of("run", "-o", killed.toString()));
            Stream.of(Cli.TINY.stream(), Stream.of(PLANES), Stream.of(STEERED))
                    .flatMap(each -> each)
                    .forEach(set -> arguments.addAll(List.of("--set", set)));
            try (Jvm driver = Jvm.local(
                    folder.resolve("killed.log"),
                    List.of("-Dlossatlas.test.crash-at=" + crash),
                    arguments.toArray(String[]::new))) {
                assertThat(driver.end()).as(driver::toString).isEqualTo(KILLED);
            }
            assertThat(Cli.of("show", "-o", killed.toString()).exitCode).isZero();
        }

        Cli goneOn = steered("run", "local[1]", killed, "spark.partitions=3");

        assertThat(goneOn.out).contains("points published");
        for (Table table : List.of(Table.LOSSES, Table.SURFACE, Table.DIRECTIONS, Table.METRICS)) {
            assertThat(Cli.rows(killed, table)).as(table.folder()).isEqualTo(Cli.rows(run(), table));
        }
        assertThat(first.out).doesNotContain("could not be computed");
    }
}
