package io.cachetree.ways;

import io.cachetree.annotation.Cached;
import java.util.LinkedHashMap;
import java.util.Map;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ByteArrayClassLoader;
import net.bytebuddy.implementation.FixedValue;

/** Loads classes whose superclass was made up while the program runs, so that there is no class file to look at. */
final class MadeUpSuperclassProgram {

    private MadeUpSuperclassProgram() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        DynamicType above =
                new ByteBuddy().subclass(Object.class).name("org.lab.Above").make();
        TypeDescription superclass = above.getTypeDescription();
        DynamicType without =
                new ByteBuddy().subclass(superclass).name("org.lab.Without").make();
        DynamicType with = new ByteBuddy()
                .subclass(superclass)
                .name("org.lab.With")
                .defineMethod("step", int.class, Visibility.PUBLIC)
                .intercept(FixedValue.value(1))
                .annotateMethod(
                        AnnotationDescription.Builder.ofType(Cached.class).build())
                .make();
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (DynamicType each : new DynamicType[] {above, without, with}) {
            files.put(each.getTypeDescription().getName(), each.getBytes());
        }
        ClassLoader loader = new ByteArrayClassLoader(MadeUpSuperclassProgram.class.getClassLoader(), files);
        for (String name : files.keySet()) {
            System.out.println("loaded " + Class.forName(name, true, loader).getName());
        }
    }
}
