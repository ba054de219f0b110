package io.lstmc.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "all", description = "everything that runs on one core, one after the other")
final class AllCommand implements Callable<Integer> {

    static final List<String> NAMES = List.of(
            "peak",
            "training",
            "cells",
            "directions",
            "streaming",
            "sequences",
            "odd",
            "plain",
            "length",
            "cold",
            "first-seconds",
            "compile");

    @Option(names = "--quick", description = "shorter and fewer samples")
    private boolean quick;

    @Option(names = "--out", paramLabel = "FILE", description = "also put the tables into this Markdown file")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine benchmarks = spec.parent().commandLine();
        for (String name : NAMES) {
            List<String> arguments = new ArrayList<>(List.of(name));
            if (quick) {
                arguments.add("--quick");
            }
            if (out != null) {
                arguments.addAll(List.of("--out", out.toString()));
            }
            int code = benchmarks.execute(arguments.toArray(String[]::new));
            if (code != 0) {
                return code;
            }
        }
        return 0;
    }
}
