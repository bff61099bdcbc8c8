/** The command line: one picocli command a file, wiring and exit codes. Uses every other package. */
package io.lossatlas.cli;
