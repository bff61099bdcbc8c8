/**
 * The command line: one picocli command a file, wiring and exit codes; options that commands share in {@code cli.option},
 * the progress line in {@code cli.progress}. Uses every other package.
 */
package io.lossatlas.cli;
