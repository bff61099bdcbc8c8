/** The line on the terminal that says how far a run is, and when it will be done. */
package io.lossatlas.cli.progress;
