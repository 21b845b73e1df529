package io.cachetree.cli;

import io.cachetree.cli.change.CpCommand;
import io.cachetree.cli.change.PinCommand;
import io.cachetree.cli.change.PruneCommand;
import io.cachetree.cli.change.RestoreCommand;
import io.cachetree.cli.change.RmCommand;
import io.cachetree.cli.change.UnpinCommand;
import io.cachetree.cli.command.DiffCommand;
import io.cachetree.cli.command.DuCommand;
import io.cachetree.cli.command.LogCommand;
import io.cachetree.cli.command.LsCommand;
import io.cachetree.cli.command.ReportCommand;
import io.cachetree.cli.command.ShowCommand;
import io.cachetree.cli.command.VerifyCommand;
import io.cachetree.cli.command.ViewCommand;
import io.cachetree.cli.command.WhyCommand;
import io.cachetree.cli.place.PlaceException;
import io.cachetree.cli.text.Answer;
import io.cachetree.cli.text.ErrorTerminal;
import io.cachetree.cli.text.Printable;
import io.cachetree.tree.CacheTreeException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command {@code cachetree}: looks at a tree of results, and looks after it.
 *
 * <p>It ends with 0 if all is well, 1 if it found something wrong, 2 if it was used wrongly or has no answer; see {@link Answer}.
 */
@Command(
        name = "cachetree",
        mixinStandardHelpOptions = true,
        version = "cachetree 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "Looks at, and after, a cache tree: the directory in which the results of steps stand.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  cachetree ls runs/nuclei                    what there is",
            "  cachetree show runs/nuclei/report/split     the newest result of a step",
            "  cachetree why runs/nuclei/rep/sp@5f1c       why it was computed; names can be cut short",
            "  cachetree verify runs/nuclei                whether it is whole",
            "  cachetree cp runs/nuclei zip:nuclei.zip     a copy, which is a tree itself",
            "  cachetree prune runs/nuclei                 what nobody needs any more",
            "",
            "A tree is found from a path upwards; without one, from the current directory.",
        },
        subcommands = {
            LsCommand.class,
            ShowCommand.class,
            LogCommand.class,
            DuCommand.class,
            WhyCommand.class,
            VerifyCommand.class,
            DiffCommand.class,
            ViewCommand.class,
            ReportCommand.class,
            CpCommand.class,
            PruneCommand.class,
            RmCommand.class,
            RestoreCommand.class,
            PinCommand.class,
            UnpinCommand.class,
            CompletionCommand.class,
        })
public final class CacheTreeCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs a command, and ends the JVM. */
    public static void main(String[] arguments) {
        StandardOutput out = new StandardOutput();
        CommandLine command = commandLine()
                .setOut(new PrintWriter(out, false, StreamEncoding.of("stdout")))
                .setErr(new PrintWriter(System.err, true, StreamEncoding.of("stderr")));
        int code = command.execute(arguments);
        command.getOut().flush();
        System.exit(out.loss().map(why -> lost(why, command)).orElse(code));
    }

    private static int lost(String why, CommandLine command) {
        complain("Cannot write the answer: %s. Make room, or write it elsewhere.".formatted(why), command);
        return Answer.TROUBLE;
    }

    /** Returns the command, ready to be run within another program. */
    public static CommandLine commandLine() {
        CommandLine command = new CommandLine(new CacheTreeCommand())
                .setAbbreviatedSubcommandsAllowed(true)
                .setAbbreviatedOptionsAllowed(true)
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler((e, arguments) -> misused(e))
                .setExecutionExceptionHandler((e, failed, parsed) -> failed(e, failed))
                .setExitCodeExceptionMapper(unexpected -> Answer.TROUBLE);
        command.getSubcommands().values().stream().distinct().forEach(CacheTreeCommand::addHelp);
        command.getCommandSpec().preprocessor((arguments, root, option, info) -> hasEmpty(arguments, command));
        return command;
    }

    private static void addHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Says this.")
                        .build());
    }

    /** The parser takes an empty text for the beginning of any option. */
    private static boolean hasEmpty(List<String> arguments, CommandLine command) {
        if (arguments.contains("")) {
            throw new ParameterException(
                    command,
                    "An argument is empty: perhaps it is a variable of the shell that is not set. "
                            + "Name a path, such as \".\" for this directory, or leave the argument away.");
        }
        return false;
    }

    /** A page of help would push the reason off the screen. */
    private static int misused(ParameterException e) {
        CommandLine command = e.getCommandLine();
        complain(String.valueOf(e.getMessage()), command);
        PrintWriter err = command.getErr();
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("Try \"%s --help\".".formatted(command.getCommandSpec().qualifiedName()));
        err.flush();
        return Answer.TROUBLE;
    }

    private static int failed(Exception e, CommandLine command) throws Exception {
        if (e instanceof PlaceException || e instanceof CacheTreeException || isOfFiles(e)) {
            complain(message(e), command);
            return Answer.TROUBLE;
        }
        throw e;
    }

    /** The colours are those of the standard output, which may be a terminal where the error output is a file. */
    private static void complain(String message, CommandLine command) {
        String text = "cachetree: " + Printable.lines(message);
        Help.ColorScheme colours = command.getColorScheme();
        boolean isPlain = colours.ansi() == Help.Ansi.AUTO && !ErrorTerminal.isThere();
        command.getErr().println(isPlain ? text : colours.errorText(text));
        command.getErr().flush();
    }

    /** Java says of most files only where they are. */
    private static String message(Exception e) {
        return e instanceof FileSystemException file && file.getFile() != null
                ? "Cannot use \"%s\": %s. Name another one, or make it usable for this account, and try again."
                        .formatted(file.getFile(), why(file))
                : String.valueOf(e.getMessage());
    }

    private static String why(FileSystemException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "something else stands there";
        }
        return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    }

    private static boolean isOfFiles(Exception e) {
        return e instanceof IOException || e instanceof UncheckedIOException;
    }

    @Override
    public void run() {
        CommandSpec command = spec;
        if (command != null) {
            throw new ParameterException(
                    command.commandLine(),
                    "Missing a command: "
                            + String.join(", ", command.subcommands().keySet()) + ".");
        }
    }
}
