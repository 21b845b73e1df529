package io.cachetree.table;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** What the package may depend on, kept true. */
class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.cachetree.table");

    @Test
    void ofCacheTreeItKnowsCodecsKeysAndTheWordsOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "io.cachetree.table..",
                        "io.cachetree.codec",
                        "io.cachetree.key",
                        "io.cachetree.tree",
                        "tools.jackson..",
                        "de.siegmar.fastcsv..",
                        "org.jfree..")
                .check(CLASSES);
    }

    @Test
    void onlyChartsNeedJfreechartAndOnlyTheFormatNeedsFastCsv() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Charts.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jfree..")
                .check(CLASSES);
        noClasses()
                .that()
                .doNotBelongToAnyOf(CsvFormat.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("de.siegmar..")
                .check(CLASSES);
    }
}
