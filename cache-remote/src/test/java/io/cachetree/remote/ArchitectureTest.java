package io.cachetree.remote;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** What the packages may depend on, kept true. */
class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.cachetree.remote");

    @Test
    void packagesDependDownwardsOnly() {
        layeredArchitecture()
                .consideringAllDependencies()
                .layer("store")
                .definedBy("io.cachetree.remote")
                .layer("opendal")
                .definedBy("io.cachetree.remote.opendal")
                .layer("binding")
                .definedBy("io.cachetree.remote.opendal.binding")
                .layer("machine")
                .definedBy("io.cachetree.remote.machine")
                .layer("object")
                .definedBy("io.cachetree.remote.object")
                .whereLayer("store")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("opendal")
                .mayOnlyBeAccessedByLayers("store")
                .whereLayer("binding")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("machine")
                .mayOnlyBeAccessedByLayers("store", "opendal")
                .whereLayer("object")
                .mayOnlyBeAccessedByLayers("store", "opendal", "binding")
                .check(CLASSES);
    }

    @Test
    void ofCacheTreeItKnowsStoresAndTheWordsOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "io.cachetree.remote..",
                        "io.cachetree.store",
                        "io.cachetree.tree",
                        "org.apache.opendal..")
                .check(CLASSES);
    }

    @Test
    void onlyTheBindingTouchesTheClientAndNothingTouchesTheBinding() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.cachetree.remote.opendal.binding")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.opendal..", "io.cachetree.remote.opendal.binding")
                .check(CLASSES);
    }

    /** What is not known to be safe of OpenDAL 0.48: its asynchronous calls and its streams. */
    @Test
    void onlyTheSynchronousOperatorIsUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("org\\.apache\\.opendal\\.(Async.*|OperatorInputStream|OperatorOutputStream)")
                .check(CLASSES);
    }
}
