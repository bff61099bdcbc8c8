package io.lossatlas.report;

import io.lossatlas.curvature.CurvaturePart;
import io.lossatlas.report.figure.CurvatureMapPicture;
import io.lossatlas.report.figure.PathLossPicture;
import io.lossatlas.report.figure.SpectrumPicture;
import io.lossatlas.results.CurvatureGrid;
import io.lossatlas.results.Network;
import io.lossatlas.results.Results;
import io.lossatlas.results.Sampling;
import io.lossatlas.results.Spectrum;
import io.lossatlas.results.WeightPath;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The pictures of what is known beside a landscape: losses along paths, spectra, and maps of curvature. */
final class LandscapePictures {
    private static final int LEAST_STEPS = 2;

    private final Results results;

    LandscapePictures(Results results) {
        this.results = results;
    }

    /** Draws and writes them. */
    void write(PictureFiles files) {
        paths(files);
        spectra(files);
        maps(files);
    }

    private void paths(PictureFiles files) {
        results.paths().stream()
                .filter(path -> path.isTraining() && path.points().size() >= LEAST_STEPS)
                .filter(path -> results.surfaces().contains(path.key()))
                .forEach(path -> files.write(
                        results.fileName(path.key()) + "-path", path.key().scope(), picture(path)));
    }

    private PathLossPicture picture(WeightPath path) {
        return new PathLossPicture(
                path,
                results.surface(path.key(), Sampling.whole(results.grid(path.key()))),
                results.guessing().lossName());
    }

    /** One for the networks of a sweep that differ in their wiring alone, at a step; one for each other network. */
    private void spectra(PictureFiles files) {
        Map<String, List<CurvaturePart>> together = results.curvature().spectra().stream()
                .collect(Collectors.groupingBy(this::name, TreeMap::new, Collectors.toList()));
        together.forEach((name, parts) -> {
            List<Spectrum> spectra = parts.stream()
                    .limit(SpectrumPicture.MOST_SPECTRA)
                    .map(results.curvature()::spectrum)
                    .toList();
            files.write(name, parts.get(0).scope(), new SpectrumPicture(spectra));
        });
    }

    private String name(CurvaturePart part) {
        Network network = results.network(part.variant());
        String networks = network.known() ? "d%d-%s".formatted(network.depth(), network.rest()) : network.id();
        return "spectrum-%s-%s-step%d-%s-%s"
                .formatted(
                        part.operator(),
                        networks.replaceAll("[^\\w.-]", "_"),
                        part.step(),
                        part.split().text(),
                        part.bn().text());
    }

    private void maps(PictureFiles files) {
        List<CurvatureGrid> maps = results.curvature().grids().stream()
                .map(results.curvature()::grid)
                .toList();
        double highest = maps.stream()
                .flatMapToDouble(map -> Arrays.stream(map.ratio()))
                .filter(ratio -> ratio > 0)
                .max()
                .orElse(1);
        maps.forEach(map -> files.write(
                results.fileName(map.key()) + "-curvature",
                map.key().scope(),
                new CurvatureMapPicture(map, results.normalize(map.key().plane()), highest)));
    }
}
