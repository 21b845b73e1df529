package io.cachetree.zarr.ome;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** Where images are in the order of packages: above all else of the engine, which knows nothing of them. */
class PackagesTest {

    private static final String OME = "io.cachetree.zarr.ome..";
    private static final String PYRAMID = "io.cachetree.zarr.pyramid..";
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.cachetree.zarr");

    @Test
    void theEngineKnowsNothingOfImages() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.cachetree.zarr.array..", "io.cachetree.zarr.metadata..", "io.cachetree.zarr.codec..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OME, PYRAMID)
                .check(CLASSES);
    }

    @Test
    void smallerArraysAreMadeWithoutKnowingOfImagesAndOfCodecs() {
        noClasses()
                .that()
                .resideInAPackage(PYRAMID)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(OME, "io.cachetree.zarr.codec..", "tools.jackson..")
                .check(CLASSES);
    }

    @Test
    void imagesKnowNoLibraryOfImagesAndNothingOfTrees() {
        noClasses()
                .that()
                .resideInAnyPackage(OME, PYRAMID)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "net.imglib2..", "io.cachetree.tree..", "io.cachetree.store..", "io.cachetree.codec..")
                .check(CLASSES);
    }
}
