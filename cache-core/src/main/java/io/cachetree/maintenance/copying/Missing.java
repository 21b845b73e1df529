package io.cachetree.maintenance.copying;

import io.cachetree.tree.NodePath;

/**
 * An entry that is in one tree and not yet in the other.
 *
 * @param node its node
 * @param key the short form of its key
 * @param files how many files it has
 * @param bytes how many bytes these have
 */
public record Missing(NodePath node, String key, long files, long bytes) {}
