package io.cachetree.cli.change;

import io.cachetree.cli.answer.Words;
import io.cachetree.cli.place.Place;
import io.cachetree.cli.text.Answer;
import io.cachetree.cli.text.Ink;
import io.cachetree.cli.text.Page;

/**
 * That an entry is pinned now, or no longer.
 *
 * @param place its node
 * @param key its key
 * @param state what it is now
 * @param note why
 */
record PinAnswer(Place place, String key, State state, String note) implements Answer {

    /** What an entry is. */
    enum State {
        PINNED,
        UNPINNED
    }

    /** The form for programs. */
    record Json(String tree, String node, String key, boolean pinned, String note) {}

    @Override
    public Json json() {
        return new Json(place.root().toString(), Words.path(place.node()), key, state == State.PINNED, note);
    }

    @Override
    public void print(Page page) {
        page.line("%s  %s%s"
                .formatted(
                        page.paint(Ink.NAME, Words.path(place.node()) + "@" + key),
                        page.paint(Ink.STRONG, Words.of(state)),
                        note.isEmpty() ? "" : ": " + note));
    }
}
