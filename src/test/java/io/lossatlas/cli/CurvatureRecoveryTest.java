package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.cluster.Jvm;
import io.lossatlas.store.Manifest;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import io.lossatlas.store.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drivers of {@code lossatlas curvature} that are killed between two products. */
@Tag("fault")
class CurvatureRecoveryTest {
    private static final int KILLED = 137;
    private static final String[] SMALL = {
        "curvature.examples=70", "curvature.probes=2", "curvature.iterations=12", "sweep.skips=[skip]"
    };

    @TempDir
    private static Path folder;

    private static Path run() {
        return folder.resolve("run");
    }

    /**
     * Drivers that die in the third publication of a state of the Hessian, between products in double, and in the first
     * iteration of a probe.
     */
    @BeforeAll
    static void killThrice() throws Exception {
        Cli trained = Cli.tiny("local[1]", "train", run(), "sweep.skips=[skip]");
        assertThat(trained.exitCode).as(trained.err).isZero();
        kill("first", 6);
        assertThat(states()).singleElement().asString().endsWith(".hessian-3.state");
        kill("second", 12);
        assertThat(states()).singleElement().asString().endsWith(".hessian-13.state");
        kill("third", 5);
        assertThat(states()).singleElement().asString().endsWith(".hessian-16.state");
    }

    private static void kill(String name, int publication) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("curvature", "-o", run().toString()));
        Cli.TINY.forEach(set -> arguments.addAll(List.of("--set", set)));
        Arrays.stream(SMALL).forEach(set -> arguments.addAll(List.of("--set", set)));
        List<String> options = List.of(
                "-Dlossatlas.test.at-risk-seconds=0", "-Dlossatlas.test.crash-at=AFTER_MANIFEST:" + publication);
        try (Jvm driver = Jvm.local(folder.resolve(name + ".log"), options, arguments.toArray(String[]::new))) {
            assertThat(driver.end()).as(driver::toString).isEqualTo(KILLED);
        }
    }

    private static List<String> states() {
        return manifest().files(RunFolder.PRODUCTS).stream()
                .map(file -> file.path())
                .toList();
    }

    private static Manifest manifest() {
        return Run.read(RunFolder.at(run().toString(), new Configuration())).manifest();
    }

    @ParameterizedTest
    @CsvSource({
        "curvature.examples=60, 'curvature.examples: published 70, now 60'",
        "curvature.values=2, 'curvature.values: published 1, now 2'",
        "curvature.probes=3, 'curvature.probes: published 2, now 3'",
        "curvature.iterations=20, 'curvature.iterations: published 12, now 20'",
        "curvature.precision=single, 'curvature.precision: published double, now single'",
        "surface.loss=mse, 'surface.loss: published cross-entropy, now mse'"
    })
    void settingsThatDecideNumbersAreRefusedByKeyAfterAPart(String setting, String expected) {
        List<String> all = new ArrayList<>(Arrays.asList(SMALL));
        all.add(setting);

        Cli refused = Cli.tiny("local[1]", "curvature", run(), all.toArray(String[]::new));

        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err).contains("curvature stage: " + expected);
        assertThat(states()).hasSize(1);
    }

    @Test
    void whatIsGoneOnWithHasTheSameBits() throws IOException {
        Path resumed = copy("resumed");
        Path clean = folder.resolve("clean");

        Cli goingOn = Cli.tiny("local[2]", "curvature", resumed, SMALL);
        Cli atOnce = Cli.tiny("local[1]", "train", clean, "sweep.skips=[skip]");
        Cli undisturbed = Cli.tiny("local[1]", "curvature", clean, SMALL);

        assertThat(goingOn.exitCode).as(goingOn.err).isZero();
        assertThat(atOnce.exitCode).as(atOnce.err).isZero();
        assertThat(undisturbed.exitCode).as(undisturbed.err).isZero();
        assertThat(goingOn.out)
                .contains("curvature 2 parts to compute", "hessian: goes on from product 16")
                .doesNotContain("gradient: loss");
        assertThat(Cli.rows(resumed, Table.CURVATURE)).isNotEmpty().isEqualTo(Cli.rows(clean, Table.CURVATURE));
        assertThat(Cli.rows(resumed, Table.SPECTRUM)).isNotEmpty().isEqualTo(Cli.rows(clean, Table.SPECTRUM));
        assertThat(Run.read(RunFolder.at(resumed.toString(), new Configuration()))
                        .manifest()
                        .files(RunFolder.PRODUCTS))
                .isEmpty();
    }

    /** A state of a length that its hash does not belong to is named, and its part begins anew. */
    @Test
    void aDamagedStateIsNamedAndItsPartBeginsAnew() throws IOException {
        Path damaged = copy("damaged");
        Path state = damaged.resolve(states().get(0));
        byte[] content = Files.readAllBytes(state);
        Files.write(state, Arrays.copyOf(content, content.length / 2));

        Cli again = Cli.tiny("local[1]", "curvature", damaged, SMALL);

        assertThat(again.exitCode).as(again.err).isZero();
        assertThat(again.out + again.err).contains(states().get(0)).doesNotContain("goes on from");
    }

    private static Path copy(String name) throws IOException {
        Path to = folder.resolve(name);
        try (var files = Files.walk(run())) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(run().relativize(file)));
            }
        }
        return to;
    }
}
