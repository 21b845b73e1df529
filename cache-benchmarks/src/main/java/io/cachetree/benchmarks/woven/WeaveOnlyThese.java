package io.cachetree.benchmarks.woven;

import io.cachetree.intercept.bytebuddy.WeavingPlugin;
import java.io.File;
import java.io.IOException;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import org.jspecify.annotations.Nullable;

/** Weaves {@link WovenSteps} and no other class of this module, because Guice intercepts the steps of the others. */
public final class WeaveOnlyThese implements Plugin {

    private static final String WOVEN = "io.cachetree.benchmarks.woven.WovenSteps";

    private final WeavingPlugin plugin;

    /** Creates the plugin for the classes in a directory; Byte Buddy does. */
    public WeaveOnlyThese(File classes) {
        this.plugin = new WeavingPlugin(classes);
    }

    @Override
    public boolean matches(@Nullable TypeDescription type) {
        return type != null && type.getName().equals(WOVEN) && plugin.matches(type);
    }

    @Override
    public DynamicType.Builder<?> apply(
            DynamicType.Builder<?> builder, TypeDescription type, ClassFileLocator classFiles) {
        return plugin.apply(builder, type, classFiles);
    }

    @Override
    public void close() throws IOException {
        plugin.close();
    }
}
