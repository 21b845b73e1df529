package io.cachetree.cli.text;

/** What a command found, in both of its forms; and how commands end, as those do that compare and search: diff, grep. */
public interface Answer {

    /** Everything is as it should be. */
    int FINE = 0;

    /** Something was found that should not be, or nothing where something should be: the answer says what. */
    int FOUND = 1;

    /** There is no answer, or not all of it: the command was used wrongly, or something is not there, or cannot be read or written. */
    int TROUBLE = 2;

    /** Writes it for people. */
    void print(Page page);

    /** Returns it for programs: records, lists, texts, numbers and times, whose names stay as they are. */
    Object json();

    /** Returns how the command ends. */
    default int exitCode() {
        return FINE;
    }
}
