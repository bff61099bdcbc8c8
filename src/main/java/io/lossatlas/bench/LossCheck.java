package io.lossatlas.bench;

import io.lossatlas.bench.subject.Task;
import java.util.Arrays;

/**
 * Whether two contestants compute the same thing.
 *
 * @param difference of the first losses, relative; NaN when they cannot be compared
 * @param agrees whether it is small enough
 * @param text for people, where it is not
 */
record LossCheck(double difference, boolean agrees, String text) {
    static LossCheck of(Task task, double[] ours, double[] peers) {
        if (ours.length != peers.length) {
            return new LossCheck(
                    Double.NaN, false, "expected %d losses, found %d".formatted(ours.length, peers.length));
        }
        boolean agrees = true;
        double[] differences = new double[ours.length];
        for (int n = 0; n < ours.length; n++) {
            differences[n] = Math.abs(peers[n] - ours[n]) / Math.abs(ours[n]);
            agrees &= differences[n] <= task.tolerance(n);
        }
        String text = agrees ? "" : "loss %s where ours is %s".formatted(Arrays.toString(peers), Arrays.toString(ours));
        return new LossCheck(differences[0], agrees, text);
    }
}
