package io.cachetree;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.cachetree.codec.Codec;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import java.io.File;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The package rules of the design, kept true. */
class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.cachetree");

    @Test
    void packagesDependDownwardsOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("tree")
                .definedBy("io.cachetree.tree..")
                .layer("key")
                .definedBy("io.cachetree.key..")
                .layer("codec")
                .definedBy("io.cachetree.codec..")
                .layer("store")
                .definedBy("io.cachetree.store..")
                .layer("event")
                .definedBy("io.cachetree.event..")
                .layer("entry")
                .definedBy("io.cachetree.entry..")
                .layer("plan")
                .definedBy("io.cachetree.plan..")
                .layer("maintenance")
                .definedBy("io.cachetree.maintenance..")
                .layer("engine")
                .definedBy("io.cachetree.engine..")
                .layer("front door")
                .definedBy("io.cachetree")
                .layer("micrometer")
                .definedBy("io.cachetree.micrometer..")
                .whereLayer("tree")
                .mayNotAccessAnyLayer()
                .whereLayer("key")
                .mayOnlyAccessLayers("tree")
                .whereLayer("codec")
                .mayOnlyAccessLayers("tree")
                .whereLayer("store")
                .mayOnlyAccessLayers("tree")
                .whereLayer("event")
                .mayOnlyAccessLayers("tree", "key")
                .whereLayer("entry")
                .mayOnlyAccessLayers("tree", "key", "store")
                .whereLayer("plan")
                .mayOnlyAccessLayers("tree", "key")
                .whereLayer("maintenance")
                .mayOnlyAccessLayers("tree", "key", "store", "entry")
                .whereLayer("engine")
                .mayOnlyAccessLayers("tree", "key", "codec", "store", "event", "entry", "plan")
                .whereLayer("front door")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("micrometer")
                .mayOnlyAccessLayers("engine")
                .whereLayer("micrometer")
                .mayNotBeAccessedByAnyLayer()
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.cachetree.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void partsOfTheEngineDependDownwardsOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("open")
                .definedBy("io.cachetree.engine.open")
                .layer("call")
                .definedBy("io.cachetree.engine.call")
                .layer("keying")
                .definedBy("io.cachetree.engine.keying")
                .layer("files")
                .definedBy("io.cachetree.engine.files")
                .layer("lookup")
                .definedBy("io.cachetree.engine.lookup")
                .layer("flight")
                .definedBy("io.cachetree.engine.flight")
                .layer("claim")
                .definedBy("io.cachetree.engine.claim")
                .layer("running")
                .definedBy("io.cachetree.engine.running")
                .layer("recheck")
                .definedBy("io.cachetree.engine.recheck")
                .layer("planning")
                .definedBy("io.cachetree.engine.planning")
                .layer("engine")
                .definedBy("io.cachetree.engine")
                .whereLayer("open")
                .mayNotAccessAnyLayer()
                .whereLayer("call")
                .mayOnlyAccessLayers("open")
                .whereLayer("keying")
                .mayOnlyAccessLayers("call")
                .whereLayer("files")
                .mayOnlyAccessLayers("call")
                .whereLayer("lookup")
                .mayOnlyAccessLayers("call", "files")
                .whereLayer("flight")
                .mayOnlyAccessLayers("call", "open")
                .whereLayer("claim")
                .mayOnlyAccessLayers("call")
                .whereLayer("running")
                .mayOnlyAccessLayers("call", "open", "keying", "files", "lookup")
                .whereLayer("recheck")
                .mayOnlyAccessLayers("call", "keying", "files")
                .whereLayer("planning")
                .mayOnlyAccessLayers("call", "keying", "lookup")
                .whereLayer("engine")
                .mayNotBeAccessedByAnyLayer()
                .check(CLASSES);
    }

    @Test
    void engineHasNoPackageWithoutAPlaceInThatOrder() {
        classes()
                .that()
                .resideInAPackage("io.cachetree.engine..")
                .should()
                .resideInAnyPackage(
                        "io.cachetree.engine",
                        "io.cachetree.engine.open",
                        "io.cachetree.engine.call",
                        "io.cachetree.engine.keying",
                        "io.cachetree.engine.files",
                        "io.cachetree.engine.lookup",
                        "io.cachetree.engine.flight",
                        "io.cachetree.engine.claim",
                        "io.cachetree.engine.running",
                        "io.cachetree.engine.recheck",
                        "io.cachetree.engine.planning")
                .check(CLASSES);
    }

    @Test
    void partsOfTheMaintenanceDependDownwardsOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("reading")
                .definedBy("io.cachetree.maintenance.reading")
                .layer("pruning")
                .definedBy("io.cachetree.maintenance.pruning")
                .layer("copying")
                .definedBy("io.cachetree.maintenance.copying")
                .layer("maintenance")
                .definedBy("io.cachetree.maintenance")
                .whereLayer("reading")
                .mayNotAccessAnyLayer()
                .whereLayer("pruning")
                .mayOnlyAccessLayers("reading")
                .whereLayer("copying")
                .mayNotAccessAnyLayer()
                .whereLayer("maintenance")
                .mayOnlyAccessLayers("reading", "pruning")
                .check(CLASSES);
    }

    @Test
    void othersKnowTheFrontOfTheEngineOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.cachetree.engine..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("io.cachetree.engine..")
                        .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                                "io.cachetree.engine", "io.cachetree.engine.call", "io.cachetree.engine.open"))))
                .check(CLASSES);
    }

    @Test
    void valuesUseNoLibraryButTheHash() {
        classes()
                .that()
                .resideInAPackage("io.cachetree.tree..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.cachetree.tree..", "org.jspecify..", "com.dynatrace.hash4j..")
                .check(CLASSES);
    }

    @Test
    void onlyCodecsAndRecordsKnowJackson() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.cachetree.codec..", "io.cachetree.entry..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(CLASSES);
    }

    @Test
    void optionalLibraryIsKnownInItsOwnPackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.cachetree.micrometer..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer..")
                .check(CLASSES);
    }

    @Test
    void onlyTheIdentityOfCodeReadsBytecode() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.cachetree.key.code..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.objectweb.asm..")
                .check(CLASSES);
    }

    @Test
    void keysKnowTheIdentityOfCodeByItsInterfaceOnly() {
        noClasses()
                .that()
                .resideInAnyPackage("io.cachetree.key", "io.cachetree.key.internal")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.cachetree.key.code..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.cachetree.key.code.internal")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.cachetree.key", "io.cachetree.key.code")
                .check(CLASSES);
    }

    @Test
    void implementationsStayPackagePrivate() {
        classes()
                .that(are(implementationsOf(Store.class)
                        .or(implementationsOf(Stage.class))
                        .or(implementationsOf(Codec.class))
                        .or(implementationsOf(CacheDirectory.class))))
                .should()
                .notBePublic()
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> implementationsOf(Class<?> type) {
        return JavaClass.Predicates.assignableTo(type).and(DescribedPredicate.not(JavaClass.Predicates.INTERFACES));
    }

    @Test
    void loadingATreeRunsNoCodeThatTheTreeChose() {
        noClasses()
                .should()
                .dependOnClassesThat(are(JavaClass.Predicates.assignableTo(ObjectInputStream.class)
                        .or(JavaClass.Predicates.assignableTo(ObjectOutputStream.class))))
                .orShould()
                .callMethodWhere(JavaCall.Predicates.target(
                        HasName.Predicates.nameMatching("activateDefaultTyping.*|enableDefaultTyping.*")))
                .check(CLASSES);
    }

    @Test
    void filesAreAskedForInWaysThatTellAbsentFromDenied() {
        noClasses()
                .should()
                .accessClassesThat()
                .areAssignableTo(File.class)
                .orShould()
                .callMethod(Files.class, "exists", Path.class, LinkOption[].class)
                .orShould()
                .callMethod(Files.class, "notExists", Path.class, LinkOption[].class)
                .check(CLASSES);
    }

    @Test
    void nothingIsWaitedForBySleeping() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .check(CLASSES);
    }
}
