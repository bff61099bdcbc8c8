/**
 * What a step is at one point of parameter space, over a batch and on its way back, and what it is given to do it: tensors,
 * gradients and working memory. Uses {@code engine.kernel} and {@code engine.step.norm}; knows no step.
 */
package io.lossatlas.engine.step.pass;
