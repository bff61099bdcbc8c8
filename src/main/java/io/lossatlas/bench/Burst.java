package io.lossatlas.bench;

/**
 * Some work, timed.
 *
 * @param images run through the network
 * @param seconds it took
 */
public record Burst(long images, double seconds) {
    /** The rate over the whole burst. */
    public double imagesPerSecond() {
        return images / seconds;
    }
}
