package io.lstmc.benchmarks;

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
        CommandLine line = new CommandLine(new Benchmarks());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof IllegalStateException)) {
                throw failure;
            }
            System.err.println("benchmarks: " + failure.getMessage());
            return 1;
        });
        System.exit(line.execute(arguments));
    }
}
