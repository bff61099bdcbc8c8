/**
 * Convolution, batch normalisation and pooling in the Vector API, with the images of a batch in the lanes of the
 * vectors. Depends on the JDK alone.
 */
package io.lossatlas.engine.kernel;
