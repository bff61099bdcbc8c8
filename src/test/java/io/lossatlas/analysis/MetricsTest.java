package io.lossatlas.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.Section;
import io.lossatlas.analysis.surface.BasinWidth;
import io.lossatlas.analysis.surface.Grids;
import io.lossatlas.analysis.surface.MeasuredSurface;
import io.lossatlas.analysis.surface.SurfaceContext;
import io.lossatlas.analysis.surface.SurfaceContext.FilledIn;
import io.lossatlas.plane.LossGrid;
import io.lossatlas.plane.adaptive.FillError;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void namesAreSnakeCaseAndOccurOnce() {
        assertThat(Metrics.all())
                .extracting(Metric::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"));
        assertThat(Metrics.named("basin_width_t0_5")).contains(BasinWidth.under(0.5));
        assertThat(Metrics.named("nothing")).isEmpty();
    }

    /** Every part of a definition that decides a number, and only those. */
    @Test
    void theDefinitionTellsVersionsApart() {
        Metric metric = new Metric("barrier", Metric.Group.SURFACE, "loss", Metric.Range.ANY, "Height.", "max L - L0");

        assertThat(metric.version()).isEqualTo(1);
        assertThat(metric.definition()).isEqualTo("barrier|SURFACE|loss|ANY|max L - L0|1");
        assertThat(new Metric("barrier", Metric.Group.SURFACE, "loss", Metric.Range.ANY, "Height.", "max L - L0", 2)
                        .definition())
                .isNotEqualTo(metric.definition());
    }

    @Test
    void eachSaysWhatItIs() {
        assertThat(Metrics.all())
                .allMatch(metric ->
                        !metric.meaning().isBlank() && !metric.formula().isBlank());
        assertThat(Metrics.families())
                .allMatch(family ->
                        !family.summary().isBlank() && !family.formula().isBlank());
    }

    @Test
    void eachIsOfTheGroupThatItIsMeasuredWith() {
        assertThat(Metrics.OF_SURFACES)
                .flatExtracting(MetricFamily::metrics)
                .extracting(Metric::group)
                .containsOnly(Metric.Group.SURFACE);
        assertThat(Metrics.OF_NETWORKS)
                .flatExtracting(MetricFamily::metrics)
                .extracting(Metric::group)
                .containsOnly(Metric.Group.NETWORK);
        assertThat(Metrics.OF_PLANES)
                .flatExtracting(MetricFamily::metrics)
                .extracting(Metric::group)
                .containsOnly(Metric.Group.PLANE);
        assertThat(Metrics.OF_PATHS)
                .flatExtracting(MetricFamily::metrics)
                .extracting(Metric::group)
                .containsOnly(Metric.Group.PATH);
        assertThat(Metrics.OF_CURVATURE)
                .flatExtracting(MetricFamily::metrics)
                .extracting(Metric::group)
                .containsOnly(Metric.Group.CURVATURE);
        assertThat(Metrics.OF_MAPS)
                .flatExtracting(MetricFamily::metrics)
                .extracting(Metric::group)
                .containsOnly(Metric.Group.MAP);
    }

    @Test
    void eachIsReadUnderTheHeadingOfItsFamily() {
        assertThat(Metrics.section("centre_lambda_max")).isEqualTo(Section.CURVATURE);
        assertThat(Metrics.section("barrier")).isEqualTo(Section.MINIMA);
        assertThat(Metrics.section("nothing")).isEqualTo(Section.OTHER);
        assertThat(Metrics.families()).extracting(MetricFamily::section).doesNotContain(Section.OTHER);
    }

    @Test
    void whateverIsMeasuredIsInTheList() {
        Map<Metric, Double> found = Grids.measured(Grids.square(1.5, 61, Grids::eggBox));

        assertThat(found.keySet()).isSubsetOf(Metrics.all()).hasSizeGreaterThan(40);
    }

    /** Each family on a plane and on a line that have all that can be had: what it declares it gives on one of them. */
    @Test
    void whateverIsDeclaredIsMeasured() {
        MeasuredSurface plane = surface("random", Grids.square(1.5, 61, (a, b) -> 0.5 + Grids.eggBox(a, b)));
        MeasuredSurface line = surface("line", Grids.line(1, 3, 2));
        FilledIn filled = new FilledIn(2, new FillError(0.01, 0.02, 1));
        MeasuredSurface filledIn = new MeasuredSurface(
                Grids.line(1, 3, 2),
                new SurfaceContext("line", GuessingLoss.TEN, 0, 0, (one, other) -> 0, Optional.of(filled)));

        assertThat(Metrics.OF_SURFACES).allSatisfy(family -> {
            Set<Metric> measured = new HashSet<>(measured(family, plane));
            measured.addAll(measured(family, line));
            measured.addAll(measured(family, filledIn));
            assertThat(measured).containsExactlyInAnyOrderElementsOf(family.metrics());
        });
    }

    private static MeasuredSurface surface(String type, LossGrid losses) {
        return new MeasuredSurface(losses, Grids.context(type, (one, other) -> 0));
    }

    private static Set<Metric> measured(MetricFamily<MeasuredSurface> family, MeasuredSurface surface) {
        MetricValues values = MetricValues.of(List.of(family), surface);
        return Stream.concat(values.sampled().keySet().stream(), values.exact().keySet().stream())
                .collect(Collectors.toSet());
    }

    @Test
    void everyFamilyIsInTheRegistry() {
        List<String> written = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackagesOf(Metrics.class).stream()
                        .filter(each -> each.isAssignableTo(MetricFamily.class)
                                && !each.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getName)
                        .toList();

        assertThat(Metrics.families())
                .extracting(family -> family.getClass().getName())
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(written);
    }
}
