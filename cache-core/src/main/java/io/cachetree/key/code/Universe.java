package io.cachetree.key.code;

import io.cachetree.key.code.internal.Bodies;
import io.cachetree.key.code.internal.Body;
import io.cachetree.key.code.internal.ClassCode;
import io.cachetree.key.code.internal.ClassReading;
import io.cachetree.key.code.internal.IndexedClass;
import io.cachetree.key.code.internal.MethodCode;
import io.cachetree.tree.InvalidStepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * The classes of a project: which are its own, what they inherit, and what their methods do.
 *
 * <p>Thread safety: may be used by many threads at the same time. Each class file is read once for what it inherits, and
 * once more when its methods are asked for.
 */
final class Universe {

    private final Resources resources;
    private final OwnCode ownCode;
    private final Map<String, Optional<Path>> own = new HashMap<>();
    private final Map<String, Set<String>> below = new HashMap<>();
    private final Map<String, IndexedClass> indexed = new HashMap<>();
    private final ConcurrentMap<String, Optional<ClassCode>> read = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Optional<ClassCode>> others = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Body> bodiesRead = new ConcurrentHashMap<>();
    private final Bodies bodies = new Bodies(this::fromFile);

    private Universe(Resources resources, OwnCode ownCode) {
        this.resources = resources;
        this.ownCode = ownCode;
    }

    /** Lists the own code of a step whose class lies at {@code home}. */
    static Universe around(Optional<Place> home, Resources resources, OwnCode ownCode) {
        Universe universe = new Universe(resources, ownCode);
        new Places(resources, ownCode).list(home, universe.new Adding());
        return universe;
    }

    /** Of classes of one name, the first on the class path counts. */
    private final class Adding implements Listing.Sink {

        @Override
        public void read(String name, Optional<Path> file, byte[] bytes) {
            if (own.putIfAbsent(name, file) == null) {
                try {
                    ClassReader header = new ClassReader(bytes);
                    addBelow(header.getSuperName(), name);
                    List.of(header.getInterfaces()).forEach(each -> addBelow(each, name));
                } catch (RuntimeException torn) {
                    // Whether that matters shows when the class is reached.
                    return;
                }
            }
        }

        @Override
        public void known(String name, Optional<Path> file, IndexedClass known) {
            if (own.putIfAbsent(name, file) == null) {
                indexed.put(name, known);
                addBelow(known.header().parent(), name);
                known.header().interfaces().forEach(each -> addBelow(each, name));
            }
        }
    }

    private void addBelow(@Nullable String above, String name) {
        if (above != null) {
            below.computeIfAbsent(above, first -> new TreeSet<>()).add(name);
        }
    }

    /** Returns whether a class is the project's own. */
    boolean isOwn(String name) {
        return own.containsKey(name) || (ownCode.contains(name) && own(name).isPresent());
    }

    /**
     * Returns a class of the project; empty if it is a library's, or gone.
     *
     * @throws InvalidStepException if its file cannot be read
     */
    Optional<ClassCode> own(String name) {
        IndexedClass known = indexed.get(name);
        return known == null ? fromFile(name) : Optional.of(known.code());
    }

    private Optional<ClassCode> fromFile(String name) {
        if (!own.containsKey(name) && !ownCode.contains(name)) {
            return Optional.empty();
        }
        return read.computeIfAbsent(name, this::readOwn);
    }

    /** Returns any class, of a library without its code; empty if it is gone or its file cannot be read. */
    Optional<ClassCode> any(String name) {
        Optional<ClassCode> mine = own(name);
        return mine.isPresent() ? mine : others.computeIfAbsent(name, this::readOther);
    }

    /** Returns all own classes that inherit from a class or interface, however far below it. */
    Set<String> allBelow(String name) {
        Set<String> found = new LinkedHashSet<>();
        addAllBelow(name, found);
        return found;
    }

    private void addAllBelow(String name, Set<String> found) {
        for (String each : below.getOrDefault(name, Set.of())) {
            if (found.add(each)) {
                addAllBelow(each, found);
            }
        }
    }

    /** Returns the library classes and interfaces that own classes inherit from directly. */
    List<String> inheritedFromLibraries() {
        return below.keySet().stream().filter(each -> !isOwn(each)).sorted().toList();
    }

    /** Returns what a method does, with all that is written inside it. */
    Body body(ClassCode owner, MethodCode method) {
        IndexedClass known = indexed.get(owner.name());
        Optional<Body> body = known == null ? Optional.empty() : known.body(method.key());
        return body.orElseGet(() -> bodyFromFile(owner, method));
    }

    private Body bodyFromFile(ClassCode owner, MethodCode method) {
        return bodiesRead.computeIfAbsent(owner.name() + "." + method.key(), first -> {
            ClassCode read = fromFile(owner.name()).orElse(owner);
            return bodies.ofMethod(read, read.method(method.key()).orElse(method));
        });
    }

    /** Returns what the methods of an anonymous or local class do. */
    Body body(ClassCode local) {
        IndexedClass known = indexed.get(local.name());
        return known != null && known.whole().isPresent()
                ? known.whole().get()
                : bodiesRead.computeIfAbsent(local.name(), first -> bodies.ofClass(local));
    }

    /** Returns whether a class is part of the method that it is written in. */
    boolean isLocal(ClassCode type) {
        IndexedClass known = indexed.get(type.name());
        return known == null ? bodies.isLocal(type) : known.whole().isPresent();
    }

    /** Returns all own classes as an index keeps them. */
    Map<String, IndexedClass> indexed() throws IOException {
        Map<String, IndexedClass> all = new HashMap<>();
        for (String each : own.keySet()) {
            byte[] bytes = bytes(each);
            Optional<ClassCode> code = own(each);
            if (bytes != null && code.isPresent()) {
                all.put(each, IndexedClass.of(code.get(), bodies, bytes.length, CodeIndex.checksum(bytes)));
            }
        }
        return all;
    }

    private Optional<ClassCode> readOwn(String name) {
        try {
            byte[] bytes = bytes(name);
            return bytes == null ? Optional.empty() : Optional.of(ClassReading.read(bytes, this::bytesIfThere));
        } catch (IOException | RuntimeException e) {
            throw new InvalidStepException(
                    "Cannot read the code of class \"%s\": %s. Compile it again, or give the step a version."
                            .formatted(name.replace('/', '.'), reason(e)),
                    e);
        }
    }

    private static String reason(Exception e) {
        boolean isTold = e.getMessage() != null && (e instanceof IOException || e instanceof IllegalArgumentException);
        return isTold ? String.valueOf(e.getMessage()) : "it is no class file, or a torn one";
    }

    private Optional<ClassCode> readOther(String name) {
        try {
            byte[] bytes = resources.classFile(name);
            return Optional.ofNullable(bytes).map(ClassReading::readHeader);
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> bytesIfThere(String name) {
        try {
            return Optional.ofNullable(bytes(name));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private byte @Nullable [] bytes(String name) throws IOException {
        Optional<Path> file = own.getOrDefault(name, Optional.empty());
        return file.isPresent() ? Files.readAllBytes(file.get()) : resources.classFile(name);
    }
}
