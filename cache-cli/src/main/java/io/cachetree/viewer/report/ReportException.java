package io.cachetree.viewer.report;

import java.io.IOException;
import java.io.Serial;

/** A report that is not written, with what to do about it. */
public final class ReportException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    ReportException(String message) {
        super(message);
    }
}
