package io.cachetree.key.code;

import java.util.List;

/**
 * Which code is the project's own: its methods count one by one, all other code counts as libraries with name and version.
 *
 * <ul>
 *   <li>What lies in the same directory or jar as the step's class is own code.
 *   <li>So is what lies in any directory of classes on the class path, as the modules of one build do.
 *   <li>So is what stands in the given packages, wherever it lies.
 * </ul>
 *
 * @param packages the names of packages that are own code with all packages below them, such as {@code org.lab}
 */
public record OwnCode(List<String> packages) {

    /** Copies the list. */
    public OwnCode {
        packages = List.copyOf(packages);
    }

    /** Returns the code of the build: the step's own directory or jar, and all directories of classes. */
    public static OwnCode ofBuild() {
        return new OwnCode(List.of());
    }

    /** Returns the code of the build and that in the given packages, in whatever jars it lies. */
    public static OwnCode withPackages(String... packages) {
        return new OwnCode(List.of(packages));
    }

    boolean contains(String className) {
        return packages.stream().anyMatch(each -> className.startsWith(each.replace('.', '/') + "/"));
    }
}
