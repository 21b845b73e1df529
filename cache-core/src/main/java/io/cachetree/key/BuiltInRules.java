package io.cachetree.key;

import io.cachetree.key.Rules.Action;
import io.cachetree.key.Rules.Origin;
import io.cachetree.key.Rules.Rule;
import io.cachetree.key.internal.FileContents;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.stream.BaseStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules for what Java itself makes of values: primitives, arrays, records, enums, collections and files; and for
 * what looks like a value and is none. {@link JdkValues} has those of the value classes of the JDK.
 */
final class BuiltInRules {

    private static final String ONCE = """
            a "%s" can be read only once, and the step needs it. Pass a List, an array or a Path instead, or mark the \
            parameter @Unkeyed.""";

    /** Reads what a path leads to. */
    @FunctionalInterface
    interface Files {
        List<FileContents.Part> of(Path path) throws IOException;
    }

    private BuiltInRules() {}

    static List<Rule> of(Files files) {
        return Stream.of(scalars(), arrays(), structures(), collections(), files(files), refused(), JdkValues.rules())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Rule> scalars() {
        return List.of(
                Rule.scalar(Boolean.class, (value, to) -> to.put(value.booleanValue())),
                Rule.scalar(Byte.class, (value, to) -> to.put(value.byteValue())),
                Rule.scalar(Short.class, (value, to) -> to.put(value.shortValue())),
                Rule.scalar(Character.class, (value, to) -> to.put(value.charValue())),
                Rule.scalar(Integer.class, (value, to) -> to.put(value.intValue())),
                Rule.scalar(Long.class, (value, to) -> to.put(value.longValue())),
                Rule.scalar(Float.class, (value, to) -> to.put(value.floatValue())),
                Rule.scalar(Double.class, (value, to) -> to.put(value.doubleValue())),
                Rule.scalar(String.class, (value, to) -> to.put(value)));
    }

    private static List<Rule> arrays() {
        return List.of(
                Rule.scalar(boolean[].class, (values, to) -> to.put(values)),
                Rule.scalar(byte[].class, (values, to) -> to.put(values)),
                Rule.scalar(short[].class, (values, to) -> to.put(values)),
                Rule.scalar(char[].class, (values, to) -> to.put(values)),
                Rule.scalar(int[].class, (values, to) -> to.put(values)),
                Rule.scalar(long[].class, (values, to) -> to.put(values)),
                Rule.scalar(float[].class, (values, to) -> to.put(values)),
                Rule.scalar(double[].class, (values, to) -> to.put(values)),
                Rule.object(Object[].class, (values, to) -> {
                    to.put(values.getClass().getComponentType().getName());
                    to.ordered(Arrays.asList(values));
                }));
    }

    private static List<Rule> structures() {
        return List.of(
                new Rule(Record.class, Origin.BUILT_IN, BuiltInRules::ofRecord),
                Rule.object(Implementation.class, (value, to) -> {
                    to.put(value.type());
                    to.put(value.library());
                    value.fields().forEach(field -> to.named(field.name(), field.value()));
                }),
                Rule.object(Enum.class, (constant, to) -> {
                    to.put(constant.getDeclaringClass().getName());
                    to.put(constant.name());
                }),
                Rule.object(Optional.class, (value, to) -> {
                    if (value.isPresent()) {
                        to.value(value.get());
                    }
                }),
                Rule.object(OptionalInt.class, (value, to) -> value.ifPresent(to::put)),
                Rule.object(OptionalLong.class, (value, to) -> value.ifPresent(to::put)),
                Rule.object(OptionalDouble.class, (value, to) -> value.ifPresent(to::put)));
    }

    private static List<Rule> collections() {
        return List.of(
                Rule.object(List.class, (values, to) -> to.ordered(values)),
                Rule.object(Queue.class, (values, to) -> to.ordered(values)),
                Rule.object(Set.class, (values, to) -> to.unordered(values)),
                Rule.object(Map.class, (values, to) -> to.unordered(values.entrySet())),
                Rule.object(Map.Entry.class, (entry, to) -> {
                    to.at(() -> "[key " + to.shown(entry.getKey()) + "]", entry.getKey());
                    to.at(() -> "[" + to.shown(entry.getKey()) + "]", entry.getValue());
                }));
    }

    private static List<Rule> files(Files files) {
        return List.of(Rule.object(Path.class, (path, to) -> file(files, path, to)));
    }

    private static List<Rule> refused() {
        return List.of(
                Rule.refused(File.class, """
                        a "java.io.File" may stand for a name or for a content. Pass a java.nio.file.Path, whose \
                        content counts, or a String."""),
                Rule.refused(Collection.class, """
                        the collection is no List, Queue or Set, so that its order may change from run to run. Pass \
                        List.copyOf(...) or Set.copyOf(...) of it."""),
                Rule.refused(Iterator.class, ONCE.formatted("java.util.Iterator")),
                Rule.refused(BaseStream.class, ONCE.formatted("java.util.stream.Stream")),
                Rule.refused(InputStream.class, ONCE.formatted("java.io.InputStream")),
                Rule.refused(Reader.class, ONCE.formatted("java.io.Reader")));
    }

    private static Action ofRecord(Class<?> type) {
        List<Method> accessors = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getAccessor)
                .toList();
        accessors.forEach(Method::trySetAccessible);
        return (value, to) -> to.object(Record.class.getName(), value, () -> {
            to.put(type.getName());
            accessors.forEach(accessor -> to.named(accessor.getName(), call(accessor, value, to)));
        });
    }

    private static @Nullable Object call(Method accessor, Object value, Encoder to) {
        try {
            return accessor.invoke(value);
        } catch (InvocationTargetException e) {
            throw to.refuse(
                    "its accessor \"%s()\" threw %s. Repair the accessor."
                            .formatted(accessor.getName(), e.getTargetException()),
                    e.getTargetException());
        } catch (IllegalAccessException e) {
            throw to.refuse(
                    "the module of record \"%s\" keeps it closed. Open its package to io.cachetree."
                            .formatted(value.getClass().getTypeName()),
                    e);
        }
    }

    private static void file(Files files, Path path, Encoder to) {
        for (FileContents.Part part : read(files, path, to)) {
            to.put(part.name());
            part.content().ifPresent(to::put);
        }
    }

    private static List<FileContents.Part> read(Files files, Path path, Encoder to) {
        try {
            return files.of(path);
        } catch (NoSuchFileException e) {
            throw to.refuse("""
                    there is no file "%s", and the content of a Path is what counts. Check the path; if the step writes \
                    there, mark the parameter @CacheUrl or @Unkeyed; if only the name counts, pass a String.""".formatted(e.getFile()), e);
        } catch (IOException e) {
            throw to.refuse(
                    "file \"%s\" cannot be read: %s. Check the file and its permissions.".formatted(path, e), e);
        }
    }
}
