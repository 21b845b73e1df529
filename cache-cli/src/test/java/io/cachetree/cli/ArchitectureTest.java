package io.cachetree.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.cachetree.store.Store;
import org.junit.jupiter.api.Test;

/** What the packages may depend on, kept true. */
class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.cachetree.cli");

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("io.cachetree.cli", "io.cachetree.viewer");

    @Test
    void packagesDependDownwardsOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("text")
                .definedBy("io.cachetree.cli.text")
                .layer("place")
                .definedBy("io.cachetree.cli.place")
                .layer("difference")
                .definedBy("io.cachetree.cli.difference")
                .layer("answer")
                .definedBy("io.cachetree.cli.answer")
                .layer("data")
                .definedBy("io.cachetree.viewer.data")
                .layer("server")
                .definedBy("io.cachetree.viewer.server")
                .layer("report")
                .definedBy("io.cachetree.viewer.report")
                .layer("viewer")
                .definedBy("io.cachetree.viewer")
                .layer("command")
                .definedBy("io.cachetree.cli.command")
                .layer("change")
                .definedBy("io.cachetree.cli.change")
                .layer("front")
                .definedBy("io.cachetree.cli")
                .whereLayer("text")
                .mayNotAccessAnyLayer()
                .whereLayer("place")
                .mayNotAccessAnyLayer()
                .whereLayer("difference")
                .mayOnlyAccessLayers("text")
                .whereLayer("answer")
                .mayOnlyAccessLayers("text", "place", "difference")
                .whereLayer("data")
                .mayOnlyAccessLayers("text", "place", "difference", "answer")
                .whereLayer("server")
                .mayOnlyAccessLayers("place", "data")
                .whereLayer("report")
                .mayOnlyAccessLayers("text", "place", "data")
                .whereLayer("viewer")
                .mayOnlyAccessLayers("place", "data", "server")
                .whereLayer("command")
                .mayOnlyAccessLayers("text", "place", "difference", "answer", "viewer", "report", "data")
                .whereLayer("change")
                .mayOnlyAccessLayers("text", "place", "answer", "command")
                .whereLayer("front")
                .mayNotBeAccessedByAnyLayer()
                .check(ALL);
    }

    @Test
    void onlyTheServerKnowsJetty() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.cachetree.viewer.server")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..")
                .check(ALL);
    }

    @Test
    void theViewerHearsEventsAndRunsNothing() {
        noClasses()
                .that()
                .resideInAPackage("io.cachetree.viewer..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.cachetree", "io.cachetree.engine..", "io.cachetree.codec..")
                .check(ALL);
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.cachetree.viewer.data", "io.cachetree.viewer.server", "io.cachetree.viewer.report")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.cachetree.event..")
                .check(ALL);
    }

    @Test
    void ofTheCoreItKnowsWhatStandsInATreeAndNotTheEngine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.cachetree", "io.cachetree.engine..", "io.cachetree.codec..", "io.cachetree.event..")
                .check(CLASSES);
    }

    @Test
    void onlyDifferencesKnowImagesAndTables() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.cachetree.cli.difference")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.cachetree.zarr..", "net.imglib2..", "de.siegmar..", "javax.imageio..")
                .check(CLASSES);
    }

    @Test
    void nothingIsWrittenToAStore() {
        noClasses()
                .should()
                .callMethodWhere(JavaCall.Predicates.target(
                                HasOwner.Predicates.With.owner(JavaClass.Predicates.assignableTo(Store.class)))
                        .and(JavaCall.Predicates.target(
                                HasName.Predicates.nameMatching("publish|replace|delete|stage|prepare|pointAt|move"))))
                .check(ALL);
    }
}
