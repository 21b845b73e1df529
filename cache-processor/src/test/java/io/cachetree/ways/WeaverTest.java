package io.cachetree.ways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cachetree.annotation.Cached;
import io.cachetree.intercept.StepAnnotations;
import io.cachetree.intercept.bytebuddy.WeavingPlugin;
import io.cachetree.intercept.woven.GeneratedStepCall;
import io.cachetree.intercept.woven.Woven;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.dynamic.scaffold.inline.MethodNameTransformer;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What the weaver writes, and what it refuses. */
class WeaverTest {

    @TempDir
    private Path temp;

    static class Overridden {
        @Cached
        int step() {
            return 1;
        }

        int other() {
            return 1;
        }
    }

    static class Forgetful extends Overridden {
        @Override
        int step() {
            return 2;
        }
    }

    interface Promise {
        @Cached
        int other();
    }

    static class Inheriting extends Plain implements Promise {}

    static class Plain {
        public int other() {
            return 1;
        }
    }

    interface Promising {
        int later();
    }

    static class Implementing implements Promising {
        @Cached
        int step() {
            return 1;
        }

        @Override
        public int later() {
            return 2;
        }
    }

    static class Native {
        @Cached
        native int step();
    }

    interface Helping {
        @Cached
        static int step(int x) {
            return x;
        }

        @Cached
        private int other(int x) {
            return x;
        }
    }

    static class Secretive {
        @Cached
        private int hidden(int x) {
            return x;
        }
    }

    /** Overrides none of the steps above, for nobody inherits them. */
    static class Namesake extends Secretive implements Helping {
        int step(int x) {
            return x;
        }

        int other(int x) {
            return x;
        }

        int hidden(int x) {
            return x;
        }
    }

    public static class NamedLikeABody {
        @Cached
        int step() {
            return bar$cachetree() + step$cachetree(1);
        }

        public int bar$cachetree() {
            return 1;
        }

        public int step$cachetree(int x) {
            return x;
        }
    }

    static class Taken {
        @Cached
        int step(int x) {
            return step$cachetree(x);
        }

        int step$cachetree(int x) {
            return x;
        }
    }

    interface Converting<T> {
        @Cached
        Object step(T t);

        @Cached
        <U extends T> Object bounded(U u, T[] more);
    }

    interface ConvertingLists<E> extends Converting<List<E>> {}

    static class Converter implements Converting<String> {
        @Override
        public Object step(String text) {
            return text;
        }

        public Object step(List<String> texts) {
            return texts;
        }

        @Override
        public <U extends String> Object bounded(U u, String[] more) {
            return u;
        }

        public Object bounded(Integer u, Integer[] more) {
            return u;
        }
    }

    abstract static class ConverterOfLists<E> implements ConvertingLists<E> {
        public Object step(String text) {
            return text;
        }
    }

    static class ConverterOfNames extends ConverterOfLists<String> {
        @Override
        public Object step(List<String> texts) {
            return texts;
        }

        public Object step(Integer number) {
            return number;
        }

        @Override
        public <U extends List<String>> Object bounded(U u, List<String>[] more) {
            return u;
        }
    }

    @SuppressWarnings("rawtypes")
    static class RawConverter implements Converting {
        @Override
        public Object step(Object any) {
            return any;
        }

        public Object step(String text) {
            return text;
        }

        @Override
        public Object bounded(Object u, Object[] more) {
            return u;
        }
    }

    /** A loop at its very start needs a frame there. */
    static class Initialized {
        static int turns;

        static {
            do {
                turns++;
            } while (turns < 3);
            try {
                turns = Integer.parseInt("none");
            } catch (NumberFormatException expected) {
                turns += 4;
            }
        }

        @Cached
        static int step(int x) {
            return x + turns;
        }
    }

    @Test
    void staticInitializerStaysAsItWas() throws Exception {
        Class<?> woven = weave(Initialized.class)
                .make()
                .load(getClass().getClassLoader(), ClassLoadingStrategy.Default.CHILD_FIRST)
                .getLoaded();
        Method step = woven.getDeclaredMethod("step", int.class);
        step.setAccessible(true);

        assertThat(woven.isAnnotationPresent(Woven.class)).isTrue();
        assertThat(step.invoke(null, 1)).isEqualTo(8);
        assertThat(instructions(weave(Initialized.class).make().getBytes()))
                .isNotEmpty()
                .isEqualTo(instructions(ClassFileLocator.ForClassLoader.read(Initialized.class)));
    }

    private static List<Integer> instructions(byte[] classFile) {
        List<Integer> opcodes = new ArrayList<>();
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public @Nullable MethodVisitor visitMethod(
                                    int access,
                                    String name,
                                    String descriptor,
                                    @Nullable String signature,
                                    String @Nullable [] exceptions) {
                                return name.equals("<clinit>") ? new Recorder(opcodes) : null;
                            }
                        },
                        ClassReader.SKIP_DEBUG);
        return opcodes;
    }

    /** Writes down the instructions that the weaver's frame of jumps is made of, and those between them. */
    private static final class Recorder extends MethodVisitor {
        private final List<Integer> opcodes;

        Recorder(List<Integer> opcodes) {
            super(Opcodes.ASM9);
            this.opcodes = opcodes;
        }

        @Override
        public void visitInsn(int opcode) {
            opcodes.add(opcode);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            opcodes.add(opcode);
        }
    }

    @Test
    void methodNamedLikeAStepThatNobodyInheritsIsNone() {
        assertThat(new WeavingPlugin().matches(TypeDescription.ForLoadedType.of(Namesake.class)))
                .isFalse();
        assertThat(List.of(Namesake.class.getDeclaredMethods()))
                .map(StepAnnotations::of)
                .hasSize(3)
                .noneMatch(each -> each.cached().isPresent())
                .noneMatch(StepAnnotations::isForgotten);
    }

    @Test
    void sameClassIsAlwaysWovenToTheSameBytes() throws IOException {
        Path in = new Program(temp).compiled();
        Map<String, ByteBuffer> first = bytes(Program.weave(in, temp.resolve("first")));
        assertThat(first).isEqualTo(bytes(Program.weave(in, temp.resolve("second"))));
        assertThat(first).isNotEqualTo(bytes(in));
    }

    @Test
    void wovenClassStaysAsItIs() throws IOException {
        Path once = new Program(temp).woven();
        assertThat(bytes(Program.weave(once, temp.resolve("twice")))).isEqualTo(bytes(once));
    }

    private static Map<String, ByteBuffer> bytes(Path directory) throws IOException {
        Map<String, ByteBuffer> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory).filter(Files::isRegularFile)) {
            for (Path each : files.toList()) {
                bytes.put(directory.relativize(each).toString(), ByteBuffer.wrap(Files.readAllBytes(each)));
            }
        }
        return bytes;
    }

    /** Tools that measure coverage leave out what is synthetic, and methods with an annotation named so. */
    @Test
    void bodyIsAnOrdinaryMethodAndTheCallOfItIsMarkedAsGenerated() throws Exception {
        TypeDescription woven = described(Pipeline.class.getName());
        MethodDescription body = method(woven, "measure$cachetree");
        MethodDescription call = method(woven, "measure");

        assertThat(body.isSynthetic()).isFalse();
        assertThat(body.isPrivate()).isTrue();
        assertThat(call.getDeclaredAnnotations().isAnnotationPresent(GeneratedStepCall.class))
                .isTrue();
        assertThat(call.getDeclaredAnnotations().isAnnotationPresent(Cached.class))
                .isTrue();
        assertThat(body.getDeclaredAnnotations()).isEmpty();
        assertThat(woven.getDeclaredAnnotations().ofType(Woven.class).load().format())
                .isEqualTo(Woven.FORMAT);
    }

    /** The names of parameters come from the debug information, which only methods with a body have. */
    @Test
    void bodyKeepsTheNamesOfItsVariables() throws Exception {
        assertThat(method(described(Pipeline.class.getName()), "segment$cachetree")
                        .getParameters()
                        .get(0)
                        .getName())
                .isEqualTo("scan");
    }

    @Test
    void bodiesInAnInterfaceArePrivate() throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(
                        new URL[] {new Program(temp).woven().toUri().toURL()},
                        getClass().getClassLoader().getParent()) {
                    @Override
                    protected Class<?> findClass(String name) throws ClassNotFoundException {
                        try {
                            return super.findClass(name);
                        } catch (ClassNotFoundException elsewhere) {
                            return WeaverTest.class.getClassLoader().loadClass(name);
                        }
                    }
                }) {
            Class<?> counting = loader.loadClass(Steps.Counting.class.getName());
            assertThat(counting.getClassLoader()).isSameAs(loader);
            assertThat(counting.getMethods()).extracting("name").containsExactly("step");
            assertThat(Modifier.isPrivate(counting.getDeclaredMethod("step$cachetree", int.class)
                            .getModifiers()))
                    .isTrue();
        }
    }

    private TypeDescription described(String name) throws IOException {
        ClassFileLocator files = new ClassFileLocator.Compound(
                new ClassFileLocator.ForFolder(new Program(temp).woven().toFile()),
                ClassFileLocator.ForClassLoader.of(getClass().getClassLoader()));
        return new TypePool.Default(new TypePool.CacheProvider.Simple(), files, TypePool.Default.ReaderMode.EXTENDED)
                .describe(name)
                .resolve();
    }

    private static MethodDescription method(TypeDescription type, String name) {
        return type.getDeclaredMethods().filter(ElementMatchers.named(name)).getOnly();
    }

    @Test
    void classOfAnotherFormatAsksForACleanBuild() {
        TypeDescription other = new ByteBuddy()
                .subclass(Object.class)
                .name("org.lab.Old")
                .annotateType(AnnotationDescription.Builder.ofType(Woven.class)
                        .define("format", 99)
                        .build())
                .make()
                .getTypeDescription();
        assertThatThrownBy(() -> new WeavingPlugin().matches(other))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("Cannot weave \"org.lab.Old\": it was woven in form 99, and this release weaves form 1."
                        + " Run a clean build.");
    }

    /** The interface is compiled again, in another module, and the class is not. */
    @Test
    void wovenClassThatGotAStepSinceAsksForACleanBuild() {
        DynamicType woven = weave(Implementing.class).make();
        DynamicType promising = new ByteBuddy()
                .redefine(Promising.class)
                .method(ElementMatchers.named("later"))
                .withoutCode()
                .annotateMethod(
                        AnnotationDescription.Builder.ofType(Cached.class).build())
                .make();

        assertThat(new WeavingPlugin().matches(described(woven))).isFalse();
        assertThatThrownBy(() -> new WeavingPlugin().matches(described(woven, promising)))
                .isInstanceOf(InvalidStepException.class)
                .hasMessage("Cannot weave \"io.cachetree.ways.WeaverTest$Implementing\": it was woven before its method"
                        + " later became a step. Run a clean build.");
    }

    private TypeDescription described(DynamicType type, DynamicType... others) {
        List<ClassFileLocator> files = new ArrayList<>();
        files.add(type);
        files.addAll(List.of(others));
        files.add(ClassFileLocator.ForClassLoader.of(getClass().getClassLoader()));
        return TypePool.Default.of(new ClassFileLocator.Compound(files))
                .describe(type.getTypeDescription().getName())
                .resolve();
    }

    @Test
    void otherNamesForBodiesAreRefused() {
        assertThatThrownBy(() -> weave(Pipeline.class, new MethodNameTransformer.Suffixing("x1y2"))
                        .make())
                .isInstanceOf(InvalidStepException.class)
                .hasMessageMatching("Cannot weave \"io.cachetree.ways.Pipeline\": the body of [a-z]+ would be named"
                        + " \"[a-z]+\\$x1y2\", and not \"[a-z]+\\$cachetree\". Set <suffix>cachetree</suffix> in the"
                        + " configuration of byte-buddy-maven-plugin.");
    }

    @Test
    void methodsThatOnlyTheirAuthorNamedLikeABodyStayAsTheyWere() throws Exception {
        Class<?> woven = weave(NamedLikeABody.class)
                .make()
                .load(getClass().getClassLoader(), ClassLoadingStrategy.Default.CHILD_FIRST)
                .getLoaded();
        assertThat(woven.getMethods()).extracting(Method::getName).contains("bar$cachetree", "step$cachetree");
        assertThat(Modifier.isPrivate(woven.getDeclaredMethod("step$cachetree").getModifiers()))
                .isTrue();
    }

    @Test
    void methodInThePlaceOfABodyIsRefused() {
        assertThatThrownBy(() -> weave(Taken.class))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageContaining("Taken.step(WeaverTest.java:")
                .hasMessageContaining(
                        " cannot move its body to step$cachetree, for the class has such a method." + " Rename that.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Converter        | bounded(class java.lang.String) step(class java.lang.String)
            ConverterOfLists |
            ConverterOfNames | bounded(interface java.util.List) step(interface java.util.List)
            RawConverter     | bounded(class java.lang.Object) step(class java.lang.Object)
            """)
    void overloadOfAGenericInterfacesStepIsNone(String type, @Nullable String steps) throws Exception {
        Class<?> converter = Class.forName(WeaverTest.class.getName() + "$" + type);
        String expected = steps == null ? "" : steps;
        TypeDescription described = TypePool.Default.of(getClass().getClassLoader())
                .describe(converter.getName())
                .resolve();

        assertThat(Stream.of(converter.getDeclaredMethods())
                        .filter(each -> StepAnnotations.of(each).cached().isPresent())
                        .map(each -> each.getName() + "(" + each.getParameterTypes()[0] + ")")
                        .sorted()
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
        assertThat(new WeavingPlugin().matches(described)).isEqualTo(!expected.isEmpty());
        assertThat(wovenSteps(converter)).isEqualTo(expected);
    }

    /** The steps of a woven class are marked as generated. */
    private String wovenSteps(Class<?> type) {
        return described(weave(type).make()).getDeclaredMethods().stream()
                .filter(each -> each.getDeclaredAnnotations().isAnnotationPresent(GeneratedStepCall.class))
                .map(each -> each.getName() + "("
                        + each.getParameters().get(0).getType().asErasure() + ")")
                .sorted()
                .collect(Collectors.joining(" "));
    }

    @Test
    void overridingMethodThatIsNoStepIsRefused() {
        assertThatThrownBy(() -> weave(Forgetful.class))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageContaining("Forgetful.step(WeaverTest.java:")
                .hasMessageContaining(" overrides a step, and is none. Annotate it @Cached.");
    }

    @Test
    void stepByAnInterfaceThatTheInheritedMethodDoesNotKnowIsRefused() {
        assertThat(new WeavingPlugin().matches(TypeDescription.ForLoadedType.of(Inheriting.class)))
                .isTrue();
        assertThatThrownBy(() -> weave(Inheriting.class))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageContaining("Plain.other(WeaverTest.java:")
                .hasMessageContaining(" is a step by an interface of Inheriting, and Inheriting inherits it from Plain,"
                        + " where it is none. Annotate it @Cached there.");
    }

    @Test
    void nativeMethodIsRefused() {
        assertThatThrownBy(() -> weave(Native.class))
                .isInstanceOf(InvalidStepException.class)
                .hasMessageContaining("Native.step is native, and has no body to weave. Call it from a step.");
    }

    private static DynamicType.Builder<?> weave(Class<?> type) {
        return weave(type, new MethodNameTransformer.Suffixing("cachetree"));
    }

    private static DynamicType.Builder<?> weave(Class<?> type, MethodNameTransformer names) {
        ClassFileLocator files = ClassFileLocator.ForClassLoader.of(type.getClassLoader());
        return new WeavingPlugin()
                .apply(new ByteBuddy().rebase(type, files, names), TypeDescription.ForLoadedType.of(type), files);
    }
}
