/** How fast the kernels are on the core that they run on, one by one. Uses {@code engine.kernel}. */
package io.lossatlas.engine.check;
