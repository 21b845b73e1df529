package io.cachetree.intercept.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.lang.model.SourceVersion;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left where the processor is not run by javac alone. */
class OtherCompilersTest {

    private static final String SOURCE = """
            public class Source {
                private int level;
                @Cached Runnable step() { return () -> level++; }
            }
            """;

    @TempDir
    private Path classes;

    private Compilation javac(UnaryOperator<ProcessingEnvironment> wrap) {
        return new Compilation(classes, () -> processor(wrap));
    }

    /** Hands the processor another environment than that of the compiler. */
    private static Processor processor(UnaryOperator<ProcessingEnvironment> wrap) {
        Processor real = new StepProcessor();
        return (Processor) Proxy.newProxyInstance(
                Processor.class.getClassLoader(), new Class<?>[] {Processor.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("init")
                                ? method.invoke(real, wrap.apply((ProcessingEnvironment) arguments[0]))
                                : method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    /** As Gradle does it, in a field of this name. */
    private record Wrapped(ProcessingEnvironment delegate) implements ProcessingEnvironment {
        @Override
        public Map<String, String> getOptions() {
            return delegate.getOptions();
        }

        @Override
        public Messager getMessager() {
            return delegate.getMessager();
        }

        @Override
        public Filer getFiler() {
            return delegate.getFiler();
        }

        @Override
        public Elements getElementUtils() {
            return delegate.getElementUtils();
        }

        @Override
        public Types getTypeUtils() {
            return delegate.getTypeUtils();
        }

        @Override
        public SourceVersion getSourceVersion() {
            return delegate.getSourceVersion();
        }

        @Override
        public Locale getLocale() {
            return delegate.getLocale();
        }
    }

    private static ProcessingEnvironment foreign(ProcessingEnvironment environment) {
        return (ProcessingEnvironment) Proxy.newProxyInstance(
                ProcessingEnvironment.class.getClassLoader(),
                new Class<?>[] {ProcessingEnvironment.class},
                (proxy, method, arguments) -> method.invoke(environment, arguments));
    }

    private static List<String> places(List<Compilation.Found> found) {
        return found.stream()
                .map(each -> "%s %d:%d".formatted(each.message().substring(1, 6), each.line(), each.column()))
                .toList();
    }

    @Test
    void environmentThatGradleWrapsIsThatOfJavac() throws IOException {
        assertThat(places(javac(Wrapped::new).compile(SOURCE))).containsExactly("CT041 4:13", "CT034 3:17");
    }

    @Test
    void compilerWithoutTreesChecksWhatItCan() throws IOException {
        assertThat(places(javac(OtherCompilersTest::foreign).compile(SOURCE))).containsExactly("CT041 4:22");
    }

    @Test
    void providersThatAServiceFileNamesAreSeen() throws IOException {
        String source = "public class Source { interface Image {} @Cached Image step() { return null; } }";
        assertThat(places(javac(UnaryOperator.identity()).compile(source))).containsExactly("CT042 2:50");
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(
                services.resolve("io.cachetree.codec.CodecProvider"),
                "# ours\njava.lang.String # any class that is there\n");
        assertThat(javac(UnaryOperator.identity()).compile(source)).isEmpty();
    }
}
