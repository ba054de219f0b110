package io.lstmc.cli;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphPrinter;
import io.lstmc.compiler.lower.Network;
import io.lstmc.compiler.pass.Hoist;
import io.lstmc.compiler.pass.Pipeline;
import io.lstmc.compiler.semantic.Suggestion;
import io.lstmc.compiler.semantic.TypedFile;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Prints what the compiler makes of a model, stage by stage. */
@Command(
        name = "graph",
        description = "Print the equations into which the compiler turns a model, as YAML; without options those of"
                + " training, adjoints included, as they are scheduled.",
        footer = {
            "",
            "Examples:",
            "  lstmc graph forecast.lstm",
            "  lstmc graph forecast.lstm --list",
            "  lstmc graph forecast.lstm --after autodiff",
            "  lstmc graph forecast.lstm --body forward --after lower",
        })
final class GraphCommand implements Callable<Integer> {

    /** The graphs of a model. */
    enum Body {
        /** Outputs and loss. */
        FORWARD,
        /** Those and the adjoints of the parameters. */
        TRAINING
    }

    @ParentCommand
    private Lstmc lstmc;

    @Parameters(paramLabel = "FILE", description = "a model file, or - for standard input")
    private String file;

    @Option(names = "--model", paramLabel = "NAME", description = "which model, where the file has several")
    private String model;

    @Option(
            names = "--after",
            paramLabel = "STAGE",
            description = "after which stage, such as autodiff; simplify.2 is the second stage of that name")
    private String stage;

    @Option(
            names = "--body",
            paramLabel = "WHICH",
            description = "training (the default) or forward, which has no adjoints")
    private Body body = Body.TRAINING;

    @Option(names = "--list", description = "name the stages instead")
    private boolean list;

    @Override
    public Integer call() throws Refusal {
        SourceReader reader = new SourceReader(lstmc.terminal().in());
        SourceText source = reader.read(file);
        CompileOptions options = new Overlays(reader, null).options(CompileOptions.DEFAULT, file);
        Diagnostics diagnostics = new Diagnostics();
        Optional<TypedFile> typed = LstmCompiler.check(source, options, diagnostics);
        Report report = lstmc.reportBesideOutput();
        report.add(diagnostics.sorted());
        if (typed.isEmpty()) {
            lstmc.terminal().err().println(report.summary());
            return report.exitCode();
        }
        Stages stages = run(source, options, chosen(typed.get()));
        if (list) {
            stages.names().forEach(lstmc.terminal().out()::println);
        } else {
            Graph graph = stage == null ? stages.last() : stages.after(stage);
            lstmc.terminal().out().print(GraphPrinter.print(graph));
        }
        return ExitCode.OK;
    }

    private Stages run(SourceText source, CompileOptions options, String name) {
        Stages training = new Stages();
        Network network = LstmCompiler.lower(source, name, options, new Diagnostics(), training)
                .orElseThrow();
        return switch (body) {
            case TRAINING -> training;
            case FORWARD -> {
                Stages forward = new Stages();
                new Pipeline(network.optimizations(), Hoist.Rows.MANY, forward).optimize(network.forward());
                yield forward;
            }
        };
    }

    private String chosen(TypedFile typed) throws Refusal {
        List<String> names =
                typed.models().stream().map(m -> m.definition().name().text()).toList();
        if (names.isEmpty()) {
            throw new Refusal(Messages.name(file) + ": has no model");
        }
        String all = String.join(", ", names);
        if (model == null) {
            if (names.size() > 1) {
                throw new Refusal(Messages.name(file) + ": has several models; choose one by --model: " + all);
            }
            return names.get(0);
        }
        if (!names.contains(model)) {
            Optional<String> near = Suggestion.nearest(model, names);
            throw new Refusal(Messages.name(file) + ": has no model '" + Messages.name(model) + "'"
                    + near.map(name -> "; did you mean " + name + "?").orElse("; its models: " + all));
        }
        return model;
    }
}
