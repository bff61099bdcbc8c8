package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.Wiring;
import io.lossatlas.engine.loss.ExampleLoss;
import io.lossatlas.graph.operation.AveragePool;
import io.lossatlas.graph.shape.Window;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole networks in JVMs with vectors of 4, 8 and 16 floats, compiled and interpreted: every number the same bits. */
class SameBitsTest {
    /** More images than a group has, and two updates. */
    private static final List<String> MANY = List.of("19", "2");

    /** One group and one update. */
    private static final List<String> FEW = List.of("16", "1");

    @TempDir
    private static Path folder;

    private static List<String> files;
    private static List<String> expected;

    @BeforeAll
    static void computeInTheWidestVectors() throws IOException, InterruptedException {
        files = new ArrayList<>();
        for (SimdEngine engine : engines()) {
            String name = "engine" + files.size() / 2;
            files.add(write(name, engine));
            files.add(write(name + "-parameters", Fixtures.parameters(engine.layout(), 5)));
        }
        expected = digests(MANY, 16);
        assertThat(expected).hasSize(files.size() / 2).doesNotHaveDuplicates();
    }

    private static List<SimdEngine> engines() {
        return List.of(
                Fixtures.engine(Fixtures.variant(6, Wiring.SKIP, 5)),
                SimdEngine.compile(new TestGraph(28, 28)
                        .biased("a", 3, 1, 5)
                        .relu("r")
                        .max("p", Window.square(3, 2, 1))
                        .norm("n")
                        .average("q", Window.square(3, 3, 1), AveragePool.Divisor.VALUES)
                        .flatten("f")
                        .dense("d", 11)
                        .relu("s")
                        .dense("e", 10)
                        .build()),
                SimdEngine.compile(ValueGraphs.transformer(new TestGraph(28, 28))),
                SimdEngine.compile(ValueGraphs.squeezed(new TestGraph(28, 28))),
                SimdEngine.compile(ValueGraphs.functions(new TestGraph(28, 28))),
                SimdEngine.compile(AllocationTest.windows()),
                SimdEngine.compile(
                        new TestGraph(28, 28)
                                .flatten("f")
                                .dense("d", 9)
                                .relu("s")
                                .dense("e", 10)
                                .build(),
                        ExampleLoss.MEAN_SQUARED_ERROR));
    }

    @ParameterizedTest
    @CsvSource({"4,", "8,", "8, -XX:UseAVX=2"})
    void lossesNormsWeightsStatisticsAndProductsDoNotDependOnTheVector(int lanes, String option)
            throws IOException, InterruptedException {
        assertThat(option == null ? digests(MANY, lanes) : digests(MANY, lanes, option))
                .isEqualTo(expected);
    }

    /** Where vectors are objects on the heap, each operation a loop of Java's. */
    @Test
    void norOnTheCompiler() throws IOException, InterruptedException {
        assertThat(digests(FEW, 16, "-XX:TieredStopAtLevel=1")).isEqualTo(digests(FEW, 16));
    }

    private static String write(String name, Object value) throws IOException {
        Path file = folder.resolve(name);
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
            out.writeObject(value);
        }
        return file.toString();
    }

    private static List<String> digests(List<String> size, int lanes, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-Dlossatlas.vector.lanes=" + lanes,
                "-XX:+IgnoreUnrecognizedVMOptions"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SameBits.class.getName()));
        command.addAll(size);
        command.addAll(files);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("lanes " + lanes);
        return output.lines().filter(line -> line.startsWith("digest ")).toList();
    }
}
