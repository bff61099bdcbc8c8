package io.lossatlas.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lossatlas.LocalSpark;
import io.lossatlas.config.BnMode;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.Split;
import io.lossatlas.config.landscape.CurvatureConfig;
import io.lossatlas.config.landscape.CurvatureOperator;
import io.lossatlas.config.landscape.Precision;
import io.lossatlas.config.landscape.StepChoice;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Publisher;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunsFileTest {
    private static final String PATH = "products/d4-skip.40.train.frozen.hessian-7.state";
    private static final int DIMENSION = 30;
    private static final CurvatureConfig CONFIG = new CurvatureConfig(
            1,
            Split.TRAIN,
            List.of(BnMode.FROZEN),
            List.of(CurvatureOperator.HESSIAN),
            1,
            Precision.DOUBLE,
            2,
            10,
            StepChoice.LAST);

    @TempDir
    private Path folder;

    /** Of a diagonal matrix of the numbers 0.5, 1.5, ..., after so many products. */
    private static LanczosRuns after(int products) {
        return goOn(new LanczosRuns(CONFIG, DIMENSION), products);
    }

    private static LanczosRuns goOn(LanczosRuns runs, int products) {
        for (int n = 0; n < products && !runs.done(); n++) {
            float[] vector = runs.next();
            double[] product = new double[DIMENSION];
            Arrays.setAll(product, k -> (k + 0.5) * vector[k]);
            runs.advance(product);
        }
        return runs;
    }

    private static byte[] written(LanczosRuns runs) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RunsFile.write(runs, out);
        return out.toByteArray();
    }

    private static LanczosRuns read(byte[] content) throws IOException {
        return RunsFile.read(CONFIG, DIMENSION, new ByteArrayInputStream(content), PATH);
    }

    /** All that the rows of the tables are made from, as bits. */
    private static List<Long> bits(LanczosRuns runs) {
        List<Long> bits = new ArrayList<>();
        for (Tridiagonal finished : runs.finished()) {
            Arrays.stream(finished.diagonal())
                    .mapToObj(Double::doubleToRawLongBits)
                    .forEach(bits::add);
            Arrays.stream(finished.beside())
                    .mapToObj(Double::doubleToRawLongBits)
                    .forEach(bits::add);
        }
        for (LanczosRuns.Eigenvalue each : runs.eigenvalues()) {
            bits.add(Double.doubleToRawLongBits(each.value()));
            bits.add(Double.doubleToRawLongBits(each.error()));
        }
        return bits;
    }

    /** Within the first iteration, at its end, within and after eigenvalues in double, within a probe, and when all is done. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 10, 12, 13, 14, 16, 20, 35, 36})
    void whatIsReadBackGoesOnToTheSameBits(int products) throws IOException {
        LanczosRuns runs = after(products);
        byte[] content = written(runs);

        LanczosRuns again = read(content);

        assertThat(written(again)).isEqualTo(content);
        assertThat(again.products()).isEqualTo(runs.products());
        assertThat(bits(goOn(again, 100))).isNotEmpty().isEqualTo(bits(after(100)));
    }

    /** Of the state after seven products every beginning, and one byte too many. */
    @Test
    void aTruncatedFileIsRefusedByName() throws IOException {
        byte[] content = written(after(7));
        for (int length = 0; length < content.length; length += 97) {
            byte[] part = Arrays.copyOf(content, length);
            assertThatThrownBy(() -> read(part))
                    .as("the first %d of %d bytes", length, content.length)
                    .isInstanceOf(RefusedException.class)
                    .hasMessage(
                            PATH + ": expected the whole state of an iteration over 30 parameters, found a part of it");
        }
        assertThatThrownBy(() -> read(Arrays.copyOf(content, content.length + 1)))
                .isInstanceOf(RefusedException.class)
                .hasMessage(PATH + ": expected its end after 7 products, found more");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 | 1          | expected version 2 of the format, found 1
            4 | 4          | expected 0 to 3 finished iterations, found 4
            4 | -1         | expected 0 to 3 finished iterations, found -1
            8 | 3          | expected 0 to 2 eigenvalues, found 3
            13 | 2000000000 | expected 0 to 10 products, found 2000000000
            """)
    void whatIsNoSuchStateIsRefusedByName(int place, int number, String expected) throws IOException {
        byte[] content = written(after(7));
        ByteBuffer.wrap(content).putInt(place, number);

        assertThatThrownBy(() -> read(content))
                .isInstanceOf(RefusedException.class)
                .hasMessage("%s: %s", PATH, expected);
    }

    @Test
    void theRunHoldsOneStateOfAPart() throws Exception {
        SparkSession spark = LocalSpark.start(1);
        try {
            RunFolder at = RunFolder.at(folder.resolve("run").toString(), new Configuration());
            Run run = Run.open(at, JsonNodeFactory.instance.objectNode(), Map.of());
            RunsFile file = new RunsFile(run, new Publisher(spark, at), "d4-skip/40/train/frozen/hessian");

            assertThat(file.read(CONFIG, DIMENSION).products()).isZero();
            file.write(after(3));
            file.write(after(7));

            assertThat(file.files()).extracting(FileRecord::path).containsExactly(PATH);
            assertThat(folder.resolve("run/products").toFile().list())
                    .filteredOn(name -> name.endsWith(".state"))
                    .hasSize(1);
            assertThat(written(file.read(CONFIG, DIMENSION))).isEqualTo(written(after(7)));
            assertThat(new RunsFile(run, new Publisher(spark, at), "d4-skip/40/train/frozen/ggn").files())
                    .isEmpty();
        } finally {
            spark.stop();
        }
    }
}
