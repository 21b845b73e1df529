package io.cachetree.remote.server;

/**
 * What happens to a request on its way.
 *
 * @param kind what
 * @param status the HTTP status of the answer, where one is made up
 * @param code the server's word for it
 */
public record Trouble(Kind kind, int status, String code) {

    /** What happens. */
    public enum Kind {
        /** The server never sees it, and this answer is given. */
        ANSWER,
        /** The server carries it out, and its answer is lost with the connection. */
        ANSWER_LOST,
        /** The server never sees it, and the connection is reset after the body was sent. */
        REQUEST_LOST,
        /** Half of the answer's body arrives. */
        TRUNCATED,
        /** The server gets it when the way is told to let it go. */
        HELD,
        /** The server never sees it, and there is never an answer. */
        SILENCE,
        /** A listing from before anything was written. */
        EMPTY_LIST
    }

    /** Returns an answer in the server's place. */
    public static Trouble answer(int status, String code) {
        return new Trouble(Kind.ANSWER, status, code);
    }

    /** Returns a trouble that needs no more words. */
    public static Trouble of(Kind kind) {
        return new Trouble(kind, 0, "");
    }

    String body() {
        return kind == Kind.EMPTY_LIST
                ? "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>"
                : "<Error><Code>%s</Code><Message>made up</Message><Resource>x</Resource><RequestId>1</RequestId></Error>"
                        .formatted(code);
    }
}
