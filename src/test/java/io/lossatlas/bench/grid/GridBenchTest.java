package io.lossatlas.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.LocalSpark;
import io.lossatlas.data.DataSet;
import io.lossatlas.engine.SyntheticImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GridBenchTest {
    @Test
    void aGridIsAsNearToSquareAsItsNumberOfPointsAllows() {
        assertThat(GridBench.side(450)).isEqualTo(21);
        assertThat(GridBench.side(0.1)).isEqualTo(2);
    }

    @Test
    void theJobRunsOnOneCoreAndOnTwo() {
        DataSet data = new DataSet(SyntheticImages.draw(1024, 8, 1), SyntheticImages.draw(1024, 8, 2), Map.of());
        List<String> progress = new ArrayList<>();
        List<GridRow> rows = new GridBench(0.1, data, LocalSpark::start, progress::add).run();
        int most = Math.min(2, Runtime.getRuntime().availableProcessors());
        assertThat(rows).hasSize(most);
        assertThat(progress.get(0)).isEqualTo("grid job on 1 of %d cores, about 0 s".formatted(most));
        for (GridRow row : rows) {
            assertThat(row.points()).isGreaterThanOrEqualTo(4);
            assertThat(row.outside()).isBetween(0.0, 1.0);
            assertThat(row.peak()).isPositive();
        }
    }

    @Test
    void coreTimeOutsideTheEngineIsAShareOfAllCores() {
        GridRow row = new GridRow(2, 600, 1024, new CoreTime(30, 50), new CoreTime(57, 49), 220);
        assertThat(row.outside()).isCloseTo(0.05, within(1e-12));
        assertThat(row.outsideOfCpu()).isCloseTo(0.02, within(1e-12));
        assertThat(row.pointsPerSecond()).isEqualTo(20);
    }

    @Test
    void theTableHoldsScalingAgainstThePeakLoops() {
        List<String> lines = GridTable.of(List.of(
                        new GridRow(1, 300, 1024, new CoreTime(30, 30), new CoreTime(29.4, 29.7), 120),
                        new GridRow(2, 588, 1024, new CoreTime(30, 60), new CoreTime(57, 57.6), 228)))
                .lines()
                .toList();
        assertThat(lines.get(1).split("\\s+"))
                .containsExactly("", "1", "300", "30.0", "10.0", "10240", "2.0", "%", "1.0", "%", "120.0", "-", "-");
        // 19.6 points a second to 10 are 1.96, the peak's 228 to 120 are 1.9.
        assertThat(lines.get(2))
                .isEqualTo(
                        "    2      588     30.0      19.6     20070    5.0 %    4.0 %         228.0  1.96 x  103.2 %");
    }
}
