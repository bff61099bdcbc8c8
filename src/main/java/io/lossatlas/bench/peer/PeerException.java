package io.lossatlas.bench.peer;

import java.io.Serial;

/** A peer that cannot be started, failed, or is gone. The message names its command and what happened. */
public final class PeerException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A failure by itself. */
    public PeerException(String message) {
        super(message);
    }

    /** A failure that has a cause. */
    public PeerException(String message, Throwable cause) {
        super(message, cause);
    }
}
