package io.lossatlas.surface.unit;

import io.lossatlas.config.SparkConfig;

/**
 * How much work a unit and a wave take, in images. A unit aims at {@code spark.unit-seconds}, or at a
 * {@value #MOST_UNITS}th of the whole surface where that is more, so that the surfaces of 20 networks, each with two
 * treatments of batch normalisation, stay under a million tasks; what is left of a small surface is cut finer, so that
 * every core has {@value #UNITS_A_CORE} units. A wave is what all cores do in {@value #WAVE_SECONDS} s, and at least
 * {@value #UNITS_A_WAVE} units for each: what is lost when the driver dies.
 *
 * @param unitImages work of a unit
 * @param waveImages work of a wave
 */
public record UnitSize(double unitImages, double waveImages) {
    private static final int MOST_UNITS = 24_000;
    private static final int UNITS_A_CORE = 4;
    private static final int UNITS_A_WAVE = 3;
    private static final double WAVE_SECONDS = 60;

    /**
     * The size at a measured rate.
     *
     * @param settings of the configuration
     * @param imagesPerSecond of one core
     * @param cores that work at the same time
     * @param surfaceImages work of the whole surface
     * @param missingImages work that is left of it
     */
    public static UnitSize of(
            SparkConfig settings, double imagesPerSecond, int cores, double surfaceImages, double missingImages) {
        double aim = Math.max(settings.unitSeconds() * imagesPerSecond, surfaceImages / MOST_UNITS);
        double wave = Math.max(WAVE_SECONDS * imagesPerSecond, UNITS_A_WAVE * aim) * cores;
        if (settings.partitions() > 0) {
            return new UnitSize(Math.min(wave, missingImages) / settings.partitions(), wave);
        }
        return new UnitSize(Math.min(aim, missingImages / (cores * (double) UNITS_A_CORE)), wave);
    }
}
