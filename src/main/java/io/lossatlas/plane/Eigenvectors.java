package io.lossatlas.plane;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.Split;
import io.lossatlas.config.landscape.HessianAxes;

/**
 * Two eigenvectors of the Hessian of the mean loss at the centre of a plane, over all trainable parameters.
 *
 * @param axes which
 * @param bn where batch normalisation takes its statistics from, which are constants to every derivative
 * @param split of the slice that the loss is the mean of
 * @param examples size of the slice, the first so many of the split
 * @param iterations most products of Lanczos' iteration
 */
public record Eigenvectors(HessianAxes axes, BnMode bn, Split split, int examples, int iterations) {}
