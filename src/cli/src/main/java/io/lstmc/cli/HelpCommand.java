package io.lstmc.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** Prints how a command is used. */
final class HelpCommand implements Callable<Integer> {

    private final PrintWriter out;
    private final CommandSpec spec;
    private final PositionalParamSpec command = PositionalParamSpec.builder()
            .arity("0..1")
            .type(String.class)
            .paramLabel("COMMAND")
            .description("The COMMAND to display the usage help message for.")
            .build();

    HelpCommand(Lstmc lstmc) {
        out = lstmc.terminal().out();
        spec = CommandSpecs.of(
                        "help",
                        this,
                        "%nWhen no COMMAND is given, the usage help for the main command is displayed.%n"
                                + "If a COMMAND is specified, the help for that command is shown.%n")
                .helpCommand(true)
                .addPositional(command)
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show usage help for the help command and exit.")
                        .build());
        spec.usageMessage()
                .header("Display help information about the specified command.")
                .synopsisHeading("%nUsage: ");
    }

    CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        CommandLine all = spec.parent().commandLine();
        String name = command.getValue();
        CommandLine one = name == null ? all : all.getSubcommands().get(name);
        if (one == null) {
            throw new ParameterException(all, "Unknown subcommand '" + name + "'.");
        }
        one.usage(out);
        return ExitCode.OK;
    }
}
