package io.cachetree.ways;

import static org.assertj.core.api.Assertions.assertThat;

import io.cachetree.annotation.Cached;
import io.cachetree.intercept.StepAnnotations;
import io.cachetree.intercept.bytebuddy.WeavingPlugin;
import io.cachetree.key.CodeDigest;
import io.cachetree.key.StepCode;
import io.cachetree.key.StepId;
import io.cachetree.key.code.CodeIndex;
import io.cachetree.key.code.OwnCode;
import io.cachetree.key.code.ProjectCode;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What was committed before a project was woven is read after it, and by those who use another way. */
class CodeOfWovenStepsTest {

    @TempDir
    private Path temp;

    private Path compiled;
    private Map<StepId, StepCode> expected;

    @BeforeEach
    void compile() throws Exception {
        compiled = withoutVersions(new Program(temp).compiled(), temp.resolve("unversioned"));
        expected = code(compiled);
        assertThat(expected).hasSizeGreaterThan(40);
        assertThat(expected.values()).allSatisfy(code -> {
            assertThat(code.digest().kind()).isEqualTo(CodeDigest.Kind.BYTECODE);
            assertThat(code.parts()).isNotEmpty();
        });
    }

    @Test
    void stepsOfAllKindsHaveTheCodeThatTheyHadBeforeTheyWereWoven() throws Exception {
        Path woven = Program.weave(compiled, temp.resolve("woven-unversioned"));

        assertThat(code(woven)).isEqualTo(expected);
    }

    @Test
    void indexThatTheWeaverWritesIsThatOfTheWovenClasses() throws Exception {
        Path woven = Files.createDirectories(temp.resolve("woven-with-index"));
        Program.weave(compiled, woven, new WeavingPlugin(woven.toFile()));
        byte[] written = Files.readAllBytes(woven.resolve(CodeIndex.NAME));

        assertThat(code(woven)).isEqualTo(expected);
        CodeIndex.write(woven);
        assertThat(woven.resolve(CodeIndex.NAME)).hasBinaryContent(written);
    }

    @Test
    void noIndexIsWrittenBesideClassesThatAreWovenToAnotherDirectory() throws Exception {
        Path woven = Program.weave(compiled, temp.resolve("woven-elsewhere"), new WeavingPlugin(compiled.toFile()));

        assertThat(compiled.resolve(CodeIndex.NAME)).doesNotExist();
        assertThat(woven.resolve(CodeIndex.NAME)).doesNotExist();
    }

    private static List<Path> classFiles(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(each -> each.toString().endsWith(".class")).toList();
        }
    }

    /** A class has also the steps that it inherits. */
    private static Map<StepId, StepCode> code(Path directory) throws Exception {
        Map<StepId, StepCode> code = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        URL[] only = {directory.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(only, ClassLoader.getPlatformClassLoader())) {
            ProjectCodes codes = new ProjectCodes(loader);
            for (Path each : classFiles(directory)) {
                String name = directory.relativize(each).toString().replace('/', '.');
                Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()));
                StepAnnotations.stepsOf(type).stream()
                        .map(StepId::of)
                        .flatMap(own -> Stream.of(own, new StepId(type.getName(), own.method(), own.descriptor())))
                        .forEach(step -> code.put(step, codes.of(step)));
            }
        }
        return code;
    }

    private record ProjectCodes(ClassLoader loader) {
        StepCode of(StepId step) {
            return ProjectCode.of(OwnCode.ofBuild()).current(step, loader).orElseThrow();
        }
    }

    private static Path withoutVersions(Path in, Path out) throws IOException {
        for (Path each : classFiles(in)) {
            ClassWriter writer = new ClassWriter(0);
            new ClassReader(Files.readAllBytes(each)).accept(new WithoutVersions(writer), 0);
            Path to = out.resolve(in.relativize(each));
            Files.createDirectories(to.resolve(".."));
            Files.write(to, writer.toByteArray());
        }
        return out;
    }

    /** Of a step that has a version, nothing else would count. */
    private static final class WithoutVersions extends ClassVisitor {
        WithoutVersions(ClassVisitor to) {
            super(Opcodes.ASM9, to);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                @Override
                public AnnotationVisitor visitAnnotation(String type, boolean isVisible) {
                    AnnotationVisitor to = super.visitAnnotation(type, isVisible);
                    return type.equals(Type.getDescriptor(Cached.class)) ? withoutVersion(to) : to;
                }
            };
        }

        private static AnnotationVisitor withoutVersion(AnnotationVisitor to) {
            return new AnnotationVisitor(Opcodes.ASM9, to) {
                @Override
                public void visit(String name, Object value) {
                    if (!name.equals("version")) {
                        super.visit(name, value);
                    }
                }
            };
        }
    }
}
