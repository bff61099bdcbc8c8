package io.lossatlas.config.landscape;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.Split;
import java.util.List;

/**
 * What is asked about second derivatives of the mean loss, at the weights of each network.
 *
 * @param examples size of the slice that the loss is the mean of, the first so many of the split; 0: nothing is asked
 * @param split the part of the data
 * @param bn where batch normalisation takes its statistics from, which are constants to every derivative
 * @param operators the matrices
 * @param values eigenvalues at each end of the spectrum
 * @param precision of the last product of each eigenvalue
 * @param probes random vectors of trace and spectrum
 * @param iterations most products of one Lanczos run
 * @param steps of the training
 */
public record CurvatureConfig(
        int examples,
        Split split,
        List<BnMode> bn,
        List<CurvatureOperator> operators,
        int values,
        Precision precision,
        int probes,
        int iterations,
        StepChoice steps) {

    /** Copies the lists. */
    public CurvatureConfig {
        bn = List.copyOf(bn);
        operators = List.copyOf(operators);
    }

    /** Whether anything is asked. */
    public boolean wanted() {
        return examples > 0;
    }
}
