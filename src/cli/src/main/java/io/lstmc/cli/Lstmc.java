package io.lstmc.cli;

import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.Style;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code lstmc} command. */
public final class Lstmc {

    private final Terminal terminal;
    private final OptionSpec color = CommandSpecs.option(
                    "--color", "WHEN", "colour messages: auto (the default; not if NO_COLOR is set), always or never")
            .type(ColorChoice.class)
            .converters(new ChoiceConverter<>(ColorChoice.class))
            .initialValue(ColorChoice.AUTO)
            .scopeType(ScopeType.INHERIT)
            .build();
    private final OptionSpec verbose = OptionSpec.builder("--verbose")
            .type(boolean.class)
            .initialValue(false)
            .scopeType(ScopeType.INHERIT)
            .description("show the stack trace of a mistake of lstmc itself")
            .build();

    Lstmc(Terminal terminal) {
        this.terminal = terminal;
    }

    private CommandSpec spec() {
        CommandSpec spec =
                CommandSpecs.of("lstmc", this, "Compile recurrent networks, written as their equations, to Java.");
        spec.addOption(color).addOption(verbose);
        return CommandSpecs.withHelp(spec)
                .addSubcommand("check", new CheckCommand(this).spec())
                .addSubcommand("compile", new CompileCommand(this).spec())
                .addSubcommand("graph", new GraphCommand(this).spec())
                .addSubcommand("help", new HelpCommand(this).spec());
    }

    public static void main(String[] arguments) {
        Thread reader = new Thread(LstmCompiler::prepare);
        reader.setDaemon(true);
        reader.start(); // While picocli reads the command line, which takes as long.
        System.exit(run(Terminal.ofProcess(), arguments));
    }

    /** Runs one command line; gives the exit code. */
    static int run(Terminal terminal, String... arguments) {
        Lstmc lstmc = new Lstmc(terminal);
        CommandLine line = new CommandLine(lstmc.spec())
                .setExecutionStrategy(Lstmc::execute)
                .setParameterExceptionHandler(Lstmc::misused)
                .setExecutionExceptionHandler((failure, command, parsed) -> lstmc.fail(failure))
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colourful() ? Ansi.ON : Ansi.OFF))
                .setOut(terminal.out())
                .setErr(terminal.err());
        try {
            return line.execute(arguments);
        } catch (StackOverflowError | OutOfMemoryError e) {
            return lstmc.fail(e);
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    /** With --help picocli does not mind what it does not know: {@code lstmc train --help} would be an answer. */
    private static int execute(ParseResult parsed) {
        for (CommandLine command : parsed.asCommandLineList()) {
            List<String> unknown = command.getParseResult().unmatched();
            if (!unknown.isEmpty()) {
                throw new UnmatchedArgumentException(command, unknown);
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Says what is wrong with a command line; all of help would hide that. */
    private static int misused(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(Messages.name(mistake.getMessage()));
        if (arguments.length == 0) {
            command.usage(err);
        } else {
            UnmatchedArgumentException.printSuggestions(mistake, err);
            err.println("try '" + command.getCommandSpec().qualifiedName() + " --help'");
        }
        return ExitCode.USAGE;
    }

    Terminal terminal() {
        return terminal;
    }

    /** Whether stack traces are wanted. */
    boolean verbose() {
        return verbose.getValue();
    }

    /** A report to standard output. */
    Report report() {
        return new Report(terminal.out(), terminal.err(), style(terminal.colourful()));
    }

    /** A report to standard error, for a command whose product is on standard output. */
    Report reportBesideOutput() {
        // Whether standard error is a terminal cannot be known, so no colours unless they are wanted.
        return new Report(terminal.err(), terminal.err(), style(false));
    }

    private Style style(boolean colourful) {
        return switch (color.<ColorChoice>getValue()) {
            case AUTO -> colourful ? Style.COLOURED : Style.PLAIN;
            case ALWAYS -> Style.COLOURED;
            case NEVER -> Style.PLAIN;
        };
    }

    private int fail(Throwable failure) {
        terminal.out().flush();
        PrintWriter err = terminal.err();
        if (failure instanceof Refusal) {
            err.println("lstmc: " + Messages.name(failure.getMessage()));
            return ExitCode.USAGE;
        }
        boolean traces = verbose();
        err.println("lstmc: internal error: " + Messages.name(failure.toString()) + "; please report it with the model"
                + (traces ? "" : " (--verbose shows the stack trace)"));
        if (traces) {
            failure.printStackTrace(err);
        }
        return ExitCode.INTERNAL;
    }

    /** The version of the build. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            try (InputStream in = Lstmc.class.getResourceAsStream("version.txt")) {
                return new String[] {new String(in.readAllBytes(), StandardCharsets.UTF_8).strip()};
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
