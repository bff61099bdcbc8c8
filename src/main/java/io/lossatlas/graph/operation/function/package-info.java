/** Functions of one number and of two, with their slopes and how these change, in double: what pointwise operations compute. Knows nothing else. */
package io.lossatlas.graph.operation.function;
