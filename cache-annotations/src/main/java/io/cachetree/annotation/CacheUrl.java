package io.cachetree.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the parameter in which a step gets the directory for its own files.
 *
 * <pre>{@code
 * @Cached
 * void heatmap(Density density, @CacheUrl Path directory) { ... }
 *
 * steps.heatmap(density, null);       // the caller passes null
 * }</pre>
 *
 * <p>Its type is {@code java.net.URI}, {@code java.nio.file.Path}, {@code String} or
 * {@code io.cachetree.CacheDirectory}. It never enters the key. Without an open tree the parameter stays {@code null}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface CacheUrl {}
