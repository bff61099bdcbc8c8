package io.lossatlas.config;

import java.io.Serial;

/**
 * Input refused before any work started: an option, a configuration key, a file or an existing run. Its message names
 * the thing, what was expected and what was found, and is all that the user sees.
 */
public class RefusedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }

    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
