package io.cachetree.cli.command;

import io.cachetree.cli.text.Answer;
import io.cachetree.cli.text.Json;
import io.cachetree.cli.text.Page;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option that all commands have which answer, and what writes their answers. Thread safety: none. */
public final class Output {

    @Option(names = "--json", description = "Writes JSON, for programs.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    /** Returns whether the answer is for programs. */
    boolean isJson() {
        return json;
    }

    /** Writes an answer, and returns how the command ends. */
    public int show(Answer answer) {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        command.getOut().print(Progress.reading(command.getCommandName(), () -> text(answer, colours(command))));
        command.getOut().flush();
        return answer.exitCode();
    }

    private String text(Answer answer, Page.Colours colours) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        if (json) {
            Json.print(answer.json(), writer);
        } else {
            answer.print(new Page(writer, colours, Instant.now()));
        }
        return text.toString();
    }

    private static Page.Colours colours(CommandLine command) {
        return command.getColorScheme().ansi().enabled() ? Page.Colours.ON : Page.Colours.OFF;
    }
}
