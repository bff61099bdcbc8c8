package io.lossatlas.bench;

/**
 * Some work, timed.
 *
 * @param images run through the network
 * @param seconds it took
 */
record Burst(long images, double seconds) {
    double imagesPerSecond() {
        return images / seconds;
    }
}
