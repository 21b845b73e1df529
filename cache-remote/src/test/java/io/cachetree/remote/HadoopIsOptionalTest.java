package io.cachetree.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.CacheTree;
import io.cachetree.testkit.ChildJvm;
import io.cachetree.tree.InvalidStepException;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has no HDFS needs nothing of Hadoop, and who has is told what to add. */
class HadoopIsOptionalTest {

    /** Says why a tree cannot be opened. */
    static final class Program {

        private Program() {}

        public static void main(String[] arguments) {
            try (CacheTree tree = CacheTree.open(arguments[0])) {
                System.out.println("opened " + tree.location());
            } catch (InvalidStepException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void withoutItsLibrariesTheErrorNamesThem(@TempDir Path temp) throws InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> !jar.contains("hadoop"))
                .collect(Collectors.joining(File.pathSeparator));

        assertThat(new ChildJvm(temp, Program.class.getName(), "hdfs://namenode:8020/runs")
                        .withClassPath(classPath)
                        .runToTheEnd())
                .contains("""
                        Cannot open a cache tree at "hdfs://namenode:8020/runs": the client of Hadoop is not on the class path. \
                        Add the dependencies "org.apache.hadoop:hadoop-client-api" and "org.apache.hadoop:hadoop-client-runtime" of \
                        version 3.5 or newer.""");
    }
}
