package io.cachetree.cli.text;

/** What a command found, in both of its forms. */
public interface Answer {

    /** Everything is as it should be. */
    int FINE = 0;

    /** Something was found that should not be, or nothing where something should be. */
    int FOUND = 1;

    /** Writes it for people. */
    void print(Page page);

    /** Returns it for programs: records, lists, texts, numbers and times, whose names stay as they are. */
    Object json();

    /** Returns how the command ends. */
    default int exitCode() {
        return FINE;
    }
}
