package io.lstmc.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What several commands have in common. They are described to picocli by its builders, not by annotations: to read those
 * takes a tenth of the time in which the command compiles a model.
 */
final class CommandSpecs {

    private CommandSpecs() {}

    /** A command that {@code action} runs, or only its subcommands if that is none. */
    static CommandSpec of(String name, Object action, String description) {
        Map<String, String> exitCodes = new LinkedHashMap<>();
        exitCodes.put(Integer.toString(ExitCode.OK), "all is well");
        exitCodes.put(Integer.toString(ExitCode.ERRORS), "a model has an error");
        exitCodes.put(
                Integer.toString(ExitCode.USAGE), "the command line is wrong, or a file cannot be read or written");
        exitCodes.put(Integer.toString(ExitCode.INTERNAL), "a mistake of lstmc itself");
        CommandSpec spec = CommandSpec.wrapWithoutInspection(action).name(name);
        spec.usageMessage()
                .description(description)
                .sortOptions(false)
                .autoWidth(true)
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(exitCodes);
        return spec;
    }

    /** A command that works on models. */
    static CommandSpec ofModels(String name, Callable<Integer> action, String description, String... examples) {
        CommandSpec spec = of(name, action, description);
        spec.usageMessage().footer("%nExamples:%n" + String.join("%n", examples));
        return spec;
    }

    /** Adds {@code --help} and {@code --version} behind the options that the command has. */
    static CommandSpec withHelp(CommandSpec spec) {
        return spec.versionProvider(new Lstmc.Version())
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build());
    }

    /** One model file. */
    static PositionalParamSpec file() {
        return PositionalParamSpec.builder()
                .type(String.class)
                .required(true)
                .paramLabel("FILE")
                .description("a model file, or - for standard input")
                .build();
    }

    /** One model file or more; the value is a list of strings. */
    static PositionalParamSpec files() {
        return PositionalParamSpec.builder()
                .arity("1..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .required(true)
                .paramLabel("FILE")
                .description("a model file, a directory of such files, or - for standard input")
                .build();
    }

    /** An option whose value is text. */
    static OptionSpec.Builder option(String name, String label, String description) {
        return OptionSpec.builder(name).type(String.class).paramLabel(label).description(description);
    }

    /** An option without a value. */
    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .initialValue(false)
                .description(description)
                .build();
    }

    /** Where packages are that can be imported. */
    static OptionSpec path() {
        return option(
                        "--path",
                        "PLACES",
                        "directories and jars whose packages can be imported, separated as on a class path; files that are"
                                + " named and those beside them need not be on it")
                .build();
    }

    /** The file of training settings. */
    static OptionSpec train() {
        return option(
                        "--train",
                        "YAML",
                        "training settings that replace those of the files; without it those of NAME.yaml beside"
                                + " NAME.lstm do, where it exists")
                .build();
    }
}
