package io.lossatlas.cli;

/** The exit codes of the process. */
final class ExitCode {
    /** All that was asked for is published. */
    static final int DONE = 0;

    /** Work began and failed. */
    static final int FAILED = 1;

    /** Usage, configuration or input refused before work; picocli's own code for usage. */
    static final int REFUSED = 2;

    /** All is published but some grid points, which could not be computed. */
    static final int INCOMPLETE = 3;

    private ExitCode() {}
}
