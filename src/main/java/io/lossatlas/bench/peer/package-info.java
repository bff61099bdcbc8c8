/** Other programs that compute the same networks, each in a process of its own that answers commands. */
package io.lossatlas.bench.peer;
