/**
 * The identity of a step's code, from its class files: {@link io.cachetree.key.code.ProjectCode} follows what a step's bytecode
 * reaches within the project's {@link io.cachetree.key.code.OwnCode own code}, and cuts it at other steps and at libraries.
 *
 * <p>It goes like this:
 *
 * <ol>
 *   <li>{@code Places} finds the directories and jars whose classes are the project's own; {@code Universe} knows those
 *       classes, and reads a class file when it is first asked for it.
 *   <li>{@code internal.Bodies} gives the digest of what one method does, and what it refers to.
 *   <li>{@code Reach} follows the references from the step on; {@code Parts} collects what it came to.
 * </ol>
 *
 * <p>No class is loaded: class files are read as resources of a class loader. Uses {@code key}, ASM, and nothing else of
 * CacheTree.
 */
@NullMarked
package io.cachetree.key.code;

import org.jspecify.annotations.NullMarked;
