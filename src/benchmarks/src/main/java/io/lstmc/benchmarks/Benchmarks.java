package io.lstmc.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ScopeType;

/** The command line. */
@Command(
        name = "benchmarks",
        description = {
            "Measures classes that lstmc generates, beside other software that computes the same.",
            "Pin it to one core: taskset -c 1 java -jar benchmarks.jar training"
        },
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        subcommands = {
            PeakCommand.class,
            TrainingCommand.class,
            CellsCommand.class,
            DirectionsCommand.class,
            StreamingCommand.class,
            SequencesCommand.class,
            OddCommand.class,
            PlainCommand.class,
            LengthCommand.class,
            ColdCommand.class,
            FirstSecondsCommand.class,
            CompileCommand.class,
            ThreadsCommand.class,
            AllCommand.class,
            HelpCommand.class
        })
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** All commands, with failures as one line on the error output. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Benchmarks());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            String message;
            if (failure instanceof IllegalStateException) {
                message = failure.getMessage();
            } else if (failure instanceof NoSuchFileException missing) {
                message = "there is no file " + missing.getFile();
            } else if (failure instanceof IOException || failure instanceof UncheckedIOException) {
                // Its own message may be a path and no more.
                message = failure.toString();
            } else {
                throw failure;
            }
            command.getErr().println("benchmarks: " + message);
            return 1;
        });
        return line;
    }
}
