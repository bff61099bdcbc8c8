package io.lossatlas.analysis;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.Section;
import io.lossatlas.analysis.network.CurvatureMap;
import io.lossatlas.analysis.network.DirectionGram;
import io.lossatlas.analysis.network.FinalLosses;
import io.lossatlas.analysis.network.GradientSlopes;
import io.lossatlas.analysis.network.NegativeCurvature;
import io.lossatlas.analysis.network.NetworkCurvature;
import io.lossatlas.analysis.network.NetworkPath;
import io.lossatlas.analysis.network.PathShape;
import io.lossatlas.analysis.network.SpectrumEnds;
import io.lossatlas.analysis.network.TrainingHistory;
import io.lossatlas.analysis.surface.Asymmetry;
import io.lossatlas.analysis.surface.BasinWidth;
import io.lossatlas.analysis.surface.Centre;
import io.lossatlas.analysis.surface.CentreCurvature;
import io.lossatlas.analysis.surface.Convexity;
import io.lossatlas.analysis.surface.FilledPoints;
import io.lossatlas.analysis.surface.LinearBarrier;
import io.lossatlas.analysis.surface.LossStatistics;
import io.lossatlas.analysis.surface.MeasuredSurface;
import io.lossatlas.analysis.surface.Minima;
import io.lossatlas.analysis.surface.Plateau;
import io.lossatlas.analysis.surface.PointCounts;
import io.lossatlas.analysis.surface.Roughness;
import io.lossatlas.analysis.surface.Sharpness;
import io.lossatlas.config.identity.Sha256;
import io.lossatlas.plane.Plane;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The registry of metrics: every family that the stage computes, in the order in which they are read best. Documents, the
 * fingerprint of the stage and the report follow from it.
 */
public final class Metrics {
    /** Those of a surface. */
    public static final List<MetricFamily<MeasuredSurface>> OF_SURFACES = List.of(
            new PointCounts(),
            new FilledPoints(),
            new LossStatistics(),
            new Plateau(),
            new Convexity(),
            new CentreCurvature(),
            new Centre(),
            new Sharpness(),
            new BasinWidth(),
            new Asymmetry(),
            new Roughness(),
            new Minima(),
            new LinearBarrier());

    /** Those of a network's training. */
    public static final List<MetricFamily<TrainingHistory>> OF_NETWORKS =
            List.of(new GradientSlopes(), new FinalLosses());

    /** Those of the two directions of a plane. */
    public static final List<MetricFamily<Plane>> OF_PLANES = List.of(new DirectionGram());

    /** Those of a training's path in a plane. */
    public static final List<MetricFamily<NetworkPath>> OF_PATHS = List.of(new PathShape());

    /** Those of the loss in all directions at a network's own weights. */
    public static final List<MetricFamily<NetworkCurvature>> OF_CURVATURE = List.of(new SpectrumEnds());

    /** Those of the loss in all directions over a grid. */
    public static final List<MetricFamily<CurvatureMap>> OF_MAPS = List.of(new NegativeCurvature());

    private static final List<Metric> ALL =
            families().stream().flatMap(family -> family.metrics().stream()).toList();
    private static final Map<String, Metric> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Metric::name, Function.identity()));

    private static final Map<String, Section> SECTIONS = families().stream()
            .flatMap(family -> family.metrics().stream().map(metric -> Map.entry(metric.name(), family.section())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    private static final String DIGEST = HexFormat.of()
            .formatHex(Sha256.of(ALL.stream().map(Metric::definition).sorted().collect(Collectors.joining("\n"))));

    private Metrics() {}

    /** Every family. */
    public static List<MetricFamily<?>> families() {
        return Stream.<List<? extends MetricFamily<?>>>of(
                        OF_SURFACES, OF_NETWORKS, OF_PLANES, OF_PATHS, OF_CURVATURE, OF_MAPS)
                .<MetricFamily<?>>flatMap(List::stream)
                .toList();
    }

    /** SHA-256 of all definitions, in hexadecimal: another one, or the next version of one, gives another digest. */
    public static String digest() {
        return DIGEST;
    }

    /** Every metric. */
    public static List<Metric> all() {
        return ALL;
    }

    /** The heading under which a metric is read; {@link Section#OTHER} for an unknown one. */
    public static Section section(String name) {
        return SECTIONS.getOrDefault(name, Section.OTHER);
    }

    /** The metric of a name. */
    public static Optional<Metric> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
