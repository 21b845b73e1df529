package io.cachetree.cli.answer;

import io.cachetree.cli.place.Place;
import io.cachetree.cli.text.Answer;
import io.cachetree.cli.text.Ink;
import io.cachetree.cli.text.Page;
import io.cachetree.maintenance.reading.FoundRecord;

/**
 * A record that says nothing but that it is damaged.
 *
 * @param place the node
 * @param found the record
 */
record DamagedRecord(Place place, FoundRecord found) implements Answer {

    /** The form for programs. */
    record Json(String tree, String node, String key, String file, String damage) {}

    private String why() {
        return found.damage().orElse("it points to another one");
    }

    @Override
    public Json json() {
        return new Json(place.root().toString(), Words.path(place.node()), found.key(), found.file(), why());
    }

    @Override
    public void print(Page page) {
        page.line("%s  %s"
                .formatted(
                        page.paint(Ink.NAME, Words.path(place.node()) + "@" + found.key()),
                        page.paint(Ink.BAD, "damaged")));
        page.line();
        page.line("record     " + place.root().resolve(place.node().resolve(found.file())));
        page.line("damage     " + why());
        page.line("what to do run the step again: it computes a new entry, and nothing has to be cleaned up");
    }

    @Override
    public int exitCode() {
        return FOUND;
    }
}
