package io.cachetree.zarr;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The package rules of the engine, kept true. */
class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.cachetree.zarr");

    @Test
    void packagesDependDownwardsOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("codec")
                .definedBy("io.cachetree.zarr.codec..")
                .layer("metadata")
                .definedBy("io.cachetree.zarr.metadata..")
                .layer("array")
                .definedBy("io.cachetree.zarr.array..")
                .layer("place")
                .definedBy("io.cachetree.zarr.place..")
                .layer("pyramid")
                .definedBy("io.cachetree.zarr.pyramid..")
                .layer("ome")
                .definedBy("io.cachetree.zarr.ome..")
                .layer("tiff")
                .definedBy("io.cachetree.zarr.tiff..")
                .layer("image")
                .definedBy("io.cachetree.zarr.image..")
                .layer("results")
                .definedBy("io.cachetree.zarr")
                .whereLayer("codec")
                .mayNotAccessAnyLayer()
                .whereLayer("tiff")
                .mayOnlyAccessLayers("codec")
                .whereLayer("place")
                .mayOnlyAccessLayers("ome", "array", "metadata", "codec")
                .whereLayer("pyramid")
                .mayOnlyAccessLayers("array", "metadata")
                .whereLayer("ome")
                .mayOnlyAccessLayers("pyramid", "array", "metadata", "codec")
                .whereLayer("image")
                .mayOnlyAccessLayers("place", "ome", "tiff", "array", "metadata", "codec")
                .whereLayer("metadata")
                .mayOnlyAccessLayers("codec")
                .whereLayer("array")
                .mayOnlyAccessLayers("metadata", "codec")
                .check(CLASSES);
    }

    @Test
    void theEngineKnowsNoImageLibraryAndNothingOfTrees() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.cachetree.zarr.codec..",
                        "io.cachetree.zarr.metadata..",
                        "io.cachetree.zarr.array..",
                        "io.cachetree.zarr.pyramid..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "net.imglib2..", "io.cachetree.tree..", "io.cachetree.store..", "io.cachetree.codec..")
                .check(CLASSES);
    }

    @Test
    void omeZarrKnowsNoImageLibrary() {
        noClasses()
                .that()
                .resideInAPackage("io.cachetree.zarr.ome..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("net.imglib2..", "io.cachetree.store..", "io.cachetree.codec..")
                .check(CLASSES);
    }

    @Test
    void onlyMetadataAndRecordsKnowJacksonAndOnlyCodecsKnowTheirLibraries() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.cachetree.zarr.metadata..", "io.cachetree.zarr.ome..", "io.cachetree.zarr")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.cachetree.zarr.codec..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.github.luben..", "net.jpountz..")
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
}
