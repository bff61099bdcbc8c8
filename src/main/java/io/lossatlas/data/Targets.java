package io.lossatlas.data;

import java.io.Serializable;
import java.util.Arrays;

/** What a network should give for each example. Immutable by agreement, as the images are. */
sealed interface Targets extends Serializable {

    /** Number of examples. */
    int count();

    /** Number of a network's outputs for an example. */
    int outputs();

    /** What an output should be. */
    double target(int example, int output);

    /** Those of some examples, in the order of the result; copied. */
    Targets taken(int[] examples);

    /** Those of the first examples; copied. */
    Targets first(int examples);

    /**
     * The class of each example. The output of its class should be 1, the others 0.
     *
     * @param labels from 0 and below {@code classes}
     */
    record Labels(int[] labels, int classes) implements Targets {

        /** Checks each label. */
        public Labels {
            for (int label : labels) {
                if (label < 0 || label >= classes) {
                    throw new IllegalArgumentException(
                            "a label %d where there are %d classes".formatted(label, classes));
                }
            }
        }

        @Override
        public int count() {
            return labels.length;
        }

        @Override
        public int outputs() {
            return classes;
        }

        @Override
        public double target(int example, int output) {
            return labels[example] == output ? 1 : 0;
        }

        @Override
        public Targets taken(int[] examples) {
            return new Labels(
                    Arrays.stream(examples).map(example -> labels[example]).toArray(), classes);
        }

        @Override
        public Targets first(int examples) {
            return new Labels(Arrays.copyOf(labels, examples), classes);
        }
    }

    /**
     * Numbers.
     *
     * @param values {@code double[count][outputs]} in C order, finite
     */
    record Numbers(double[] values, int outputs) implements Targets {

        /** Checks their number. */
        public Numbers {
            if (outputs < 1 || values.length % outputs != 0) {
                throw new IllegalArgumentException(
                        "%d numbers do not make examples of %d".formatted(values.length, outputs));
            }
        }

        @Override
        public int count() {
            return values.length / outputs;
        }

        @Override
        public double target(int example, int output) {
            return values[example * outputs + output];
        }

        @Override
        public Targets taken(int[] examples) {
            double[] theirs = new double[Math.multiplyExact(examples.length, outputs)];
            for (int n = 0; n < examples.length; n++) {
                System.arraycopy(values, examples[n] * outputs, theirs, n * outputs, outputs);
            }
            return new Numbers(theirs, outputs);
        }

        @Override
        public Targets first(int examples) {
            return new Numbers(Arrays.copyOf(values, Math.multiplyExact(examples, outputs)), outputs);
        }
    }
}
