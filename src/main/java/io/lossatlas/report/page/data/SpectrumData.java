package io.lossatlas.report.page.data;

import io.lossatlas.curvature.CurvaturePart;
import io.lossatlas.results.CurvatureResults;
import io.lossatlas.results.Spectrum;
import io.lossatlas.results.SpectrumDensity;
import io.lossatlas.results.SymmetricLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A spectrum as a page holds it.
 *
 * @param step of the weights
 * @param operator the matrix
 * @param max the largest eigenvalue, null where it was not asked for
 * @param min the smallest
 * @param probes number of random vectors
 * @param examples that the loss is the mean of
 * @param threshold of the axis that the spectra of a matrix, split and treatment of batch normalisation share
 * @param width of the Gaussians on it
 * @param values eigenvalues at which the density is held: base64 of three bytes each (see {@link Packed})
 * @param density share of the spectrum per unit of the eigenvalue at each of them, likewise
 */
public record SpectrumData(
        String variant,
        int step,
        String split,
        String bn,
        String operator,
        Double max,
        Double min,
        int probes,
        long examples,
        double threshold,
        double width,
        String values,
        String density) {
    /** Of all spectra together: 8 bytes of the page each. */
    private static final int MOST_VALUES = 60_000;

    private static final int USUAL_VALUES = 240;
    private static final int LEAST_VALUES = 40;

    /** Of all spectra. */
    public static List<SpectrumData> of(CurvatureResults curvature) {
        Map<List<Object>, List<Spectrum>> groups = curvature.spectra().stream()
                .collect(Collectors.groupingBy(
                        part -> List.of(part.operator(), part.split(), part.bn()),
                        LinkedHashMap::new,
                        Collectors.mapping(curvature::spectrum, Collectors.toList())));
        int all = groups.values().stream().mapToInt(List::size).sum();
        int count = Math.max(LEAST_VALUES, Math.min(USUAL_VALUES, MOST_VALUES / Math.max(1, all)));
        List<SpectrumData> data = new ArrayList<>();
        for (List<Spectrum> group : groups.values()) {
            SymmetricLog axis = SymmetricLog.of(group);
            group.stream()
                    .filter(spectrum -> Double.isFinite(spectrum.least()))
                    .forEach(spectrum -> data.add(of(spectrum, axis, count)));
        }
        return data;
    }

    private static SpectrumData of(Spectrum spectrum, SymmetricLog axis, int count) {
        CurvaturePart part = spectrum.part();
        SpectrumDensity density = SpectrumDensity.of(spectrum, axis, SpectrumDensity.WIDTH, count);
        return new SpectrumData(
                part.variant(),
                part.step(),
                part.split().text(),
                part.bn().text(),
                part.operator(),
                known(spectrum.lambdaMax()),
                known(spectrum.lambdaMin()),
                spectrum.probes().size(),
                spectrum.examples(),
                axis.threshold(),
                SpectrumDensity.WIDTH,
                Packed.numbers(density.values()),
                Packed.numbers(density.density()));
    }

    private static Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
