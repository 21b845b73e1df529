package io.cachetree.key.code;

/** The names of the methods that an author wrote, for those that a compiler made of them. */
final class Names {

    private static final String LAMBDA = "lambda$";

    private Names() {}

    /** Returns the method that holds the lambda whose body is the named method; other names as they are. */
    static String authors(String method) {
        if (!method.startsWith(LAMBDA)) {
            return method;
        }
        String rest = method.substring(LAMBDA.length());
        int number = rest.indexOf('$');
        return switch (number < 0 ? rest : rest.substring(0, number)) {
            case "new" -> "<init>";
            case "static" -> "<clinit>";
            default -> number < 0 ? rest : rest.substring(0, number);
        };
    }
}
