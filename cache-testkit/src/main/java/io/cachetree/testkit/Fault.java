package io.cachetree.testkit;

/**
 * What goes wrong in a {@link FaultyStore}.
 *
 * @param operation the operation at which it does, from 1
 * @param how what happens then and afterwards
 * @param when whether the operation takes effect
 */
public record Fault(int operation, How how, When when) {

    /** Nothing goes wrong: the store only counts what is asked of it. */
    public static final Fault NONE = new Fault(Integer.MAX_VALUE, How.ONCE, When.BEFORE);

    /** What happens at the operation and afterwards. */
    public enum How {
        /** It fails, and the store is well again. */
        ONCE,
        /** It fails, and so does every one after it. */
        FROM_THEN_ON,
        /** The process stops: a {@link SimulatedCrash}, and nothing takes effect afterwards. */
        CRASH
    }

    /** Whether the operation takes effect. */
    public enum When {
        /** It fails before it does anything. */
        BEFORE,
        /** It is done, and only its answer is lost. */
        AFTER
    }

    boolean hits(int number) {
        return how == How.ONCE ? number == operation : number >= operation;
    }

    boolean takesEffect(int number) {
        return when == When.AFTER && (how != How.CRASH || number == operation);
    }
}
