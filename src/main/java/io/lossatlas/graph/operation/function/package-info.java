/** Functions of one number and of two, with their slopes, in double: what pointwise operations compute. Knows nothing else. */
package io.lossatlas.graph.operation.function;
