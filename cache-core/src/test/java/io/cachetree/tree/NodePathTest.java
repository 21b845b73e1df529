package io.cachetree.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodePathTest {

    @Test
    void nodesAboveComeNearestFirst() {
        assertThat(NodePath.parse("a/b/c").above())
                .containsExactly(NodePath.parse("a/b"), NodePath.parse("a"), NodePath.ROOT);
        assertThat(NodePath.ROOT.above()).isEmpty();
    }

    @Test
    void aNodeIsInItselfAndInThoseAboveAndInNoOther() {
        NodePath node = NodePath.parse("a/b");

        assertThat(node.isIn(node)).isTrue();
        assertThat(node.isIn(NodePath.ROOT)).isTrue();
        assertThat(node.isIn(NodePath.parse("a"))).isTrue();
        assertThat(node.isIn(NodePath.parse("a/b/c"))).isFalse();
        assertThat(NodePath.parse("ab").isIn(NodePath.parse("a"))).isFalse();
    }
}
