/** Which points of a surface are worked on together. */
package io.lossatlas.surface.unit;
