package io.cachetree.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes what makes shells complete commands, options and paths. */
@Command(
        name = "generate-completion",
        header = "Writes what makes bash and zsh complete commands, options and paths.",
        footerHeading = "%nExample:%n",
        footer = "  source <(cachetree generate-completion)")
final class CompletionCommand implements Runnable {

    /** With it, no paths are completed for commands that have an option with a value. */
    private static final String WITHOUT_PATHS = "  type compopt &>/dev/null && compopt +o default\n";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        CommandSpec root = Objects.requireNonNull(spec).root();
        String script = AutoComplete.bash(root.name(), root.commandLine());
        PrintWriter out = root.commandLine().getOut();
        out.print(script.replace(WITHOUT_PATHS, "") + "\n");
        out.flush();
    }
}
