/**
 * The loss of one example from a network's outputs and its gradient by them, in double: the same bits anywhere, whichever
 * engine computed the outputs.
 */
package io.lossatlas.engine.loss;
