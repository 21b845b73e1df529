package io.cachetree.ways;

import java.lang.instrument.Instrumentation;

/** An agent that loads a class with steps before ours is there. */
final class EarlyAgent {

    private EarlyAgent() {}

    public static void premain(String arguments, Instrumentation instrumentation) throws ClassNotFoundException {
        Class.forName(Pipeline.class.getName(), true, EarlyAgent.class.getClassLoader());
    }
}
