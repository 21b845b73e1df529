package io.cachetree.intercept;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** The package rules of the design for the ways of interception, kept true. */
class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.cachetree");

    @Test
    void interceptionKnowsTheAnnotationsAndNoWayOfIntercepting() {
        noClasses()
                .that()
                .resideInAPackage("io.cachetree.intercept")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.cachetree.intercept.*..",
                        "com.google.inject..",
                        "io.cachetree.store..",
                        "io.cachetree.entry..")
                .check(CLASSES);
    }

    @Test
    void interceptionKnowsTheFrontOfTheEngineOnly() {
        noClasses()
                .that()
                .resideInAPackage("io.cachetree.intercept..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.cachetree.engine..")
                        .and(not(resideInAnyPackage(
                                "io.cachetree.engine", "io.cachetree.engine.call", "io.cachetree.engine.open"))))
                .check(CLASSES);
    }

    @Test
    void checksKnowTheAnnotationsAndTheRulesOfNames() {
        classes()
                .that()
                .resideInAPackage("io.cachetree.intercept.check..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax..",
                        "com.sun.source..",
                        "org.jspecify..",
                        "io.cachetree.annotation",
                        "io.cachetree.intercept",
                        "io.cachetree.intercept.check..",
                        "io.cachetree.key",
                        "io.cachetree.tree")
                .check(CLASSES);
    }

    @Test
    void wovenClassesNeedNoByteBuddyWhenTheyRun() {
        noClasses()
                .that()
                .resideInAPackage("io.cachetree.intercept.woven..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("net.bytebuddy..", "com.google..", "io.cachetree.intercept.bytebuddy..")
                .check(CLASSES);
    }

    @Test
    void byteBuddyAndGuiceDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("io.cachetree.intercept.bytebuddy..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.inject..", "io.cachetree.intercept.guice..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.cachetree.intercept.guice..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("net.bytebuddy..", "io.cachetree.intercept.bytebuddy..")
                .check(CLASSES);
    }

    @Test
    void annotationsDependOnNothing() {
        classes()
                .that()
                .resideInAPackage("io.cachetree.annotation..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.cachetree.annotation..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void theCoreKnowsNothingOfInterception() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.cachetree.intercept..", "io.cachetree.annotation..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.cachetree.intercept..", "io.cachetree.annotation..", "com.google..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.cachetree.intercept.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}
