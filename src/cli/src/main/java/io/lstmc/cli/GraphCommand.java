package io.lstmc.cli;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Sources;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.diagnostic.Suggestion;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphPrinter;
import io.lstmc.compiler.lower.Network;
import io.lstmc.compiler.pass.Hoist;
import io.lstmc.compiler.pass.Pipeline;
import io.lstmc.compiler.plan.Plan;
import io.lstmc.compiler.plan.ScheduledProgram;
import io.lstmc.compiler.program.TooLargeException;
import io.lstmc.compiler.typed.TypedFile;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Prints what the compiler makes of a model, stage by stage. */
final class GraphCommand implements Callable<Integer> {

    /** The graphs of a model. */
    enum Body {
        /** Outputs and loss. */
        FORWARD,
        /** Those and the adjoints of the parameters. */
        TRAINING
    }

    /** What was made of a model. */
    private record Made(Stages stages, Network network) {}

    private final Lstmc lstmc;
    private final PositionalParamSpec file = CommandSpecs.file();
    private final OptionSpec model = CommandSpecs.option("--model", "NAME", "which model, where the file has several")
            .build();
    private final OptionSpec stage = CommandSpecs.option(
                    "--after",
                    "STAGE",
                    "after which stage, such as autodiff; simplify.2 is the second stage of that name, and behind"
                            + " schedule there are loops over arrays")
            .build();
    private final OptionSpec body = CommandSpecs.option(
                    "--body", "WHICH", "training (the default) or forward, which has no adjoints")
            .type(Body.class)
            .converters(new ChoiceConverter<>(Body.class))
            .initialValue(Body.TRAINING)
            .build();
    private final OptionSpec path = CommandSpecs.path();
    private final OptionSpec list = CommandSpecs.flag("--list", "name the stages instead");

    GraphCommand(Lstmc lstmc) {
        this.lstmc = lstmc;
    }

    CommandSpec spec() {
        return CommandSpecs.withHelp(CommandSpecs.ofModels(
                        "graph",
                        this,
                        "Print the equations into which the compiler turns a model, as YAML; without options those of"
                                + " training, adjoints included, as they are scheduled.",
                        "  lstmc graph forecast.lstm",
                        "  lstmc graph forecast.lstm --list",
                        "  lstmc graph forecast.lstm --after autodiff",
                        "  lstmc graph forecast.lstm --after schedule",
                        "  lstmc graph forecast.lstm --body forward --after lower")
                .addPositional(file)
                .addOption(model)
                .addOption(stage)
                .addOption(body)
                .addOption(path)
                .addOption(list));
    }

    @Override
    public Integer call() throws Refusal {
        String name = file.getValue();
        String wanted = stage.getValue();
        boolean names = list.getValue();
        SourceReader reader = new SourceReader(lstmc.terminal().in());
        Inputs inputs = new Inputs(reader, List.of(name), path.getValue());
        // Of a directory the reader says why not.
        SourceText source = inputs.names().equals(List.of(name)) ? inputs.text(name) : reader.read(name);
        Sources sources = inputs.sources();
        CompileOptions options =
                new Overlays(reader, null, lstmc.terminal().err()).options(CompileOptions.DEFAULT, name);
        Diagnostics diagnostics = new Diagnostics();
        Optional<TypedFile> typed = LstmCompiler.check(sources, source, options, diagnostics);
        Report report = lstmc.reportBesideOutput();
        report.add(diagnostics.sorted());
        if (typed.isEmpty()) {
            lstmc.terminal().err().println(report.summary());
            return report.exitCode();
        }
        Made made = run(sources, source, options, chosen(typed.get(), name, model.getValue()));
        Stages stages = made.stages();
        if (names) {
            stages.names().forEach(lstmc.terminal().out()::println);
        } else if (Stages.SCHEDULE.equals(wanted)) {
            lstmc.terminal().out().print(program(made.network(), name));
        } else {
            Graph graph = wanted == null ? stages.last() : stages.after(wanted);
            lstmc.terminal().out().print(GraphPrinter.print(graph));
        }
        return ExitCode.OK;
    }

    private ScheduledProgram program(Network network, String file) throws Refusal {
        try {
            Plan plan = Plan.of(network);
            return switch (body.<Body>getValue()) {
                case TRAINING -> plan.training();
                case FORWARD -> plan.predictions();
            };
        } catch (TooLargeException e) {
            throw new Refusal(Messages.name(file) + ": this model is too large for a class of Java: " + e.getMessage());
        }
    }

    private Made run(Sources sources, SourceText source, CompileOptions options, String name) {
        Stages training = new Stages();
        Network network = LstmCompiler.lower(sources, source, name, options, new Diagnostics(), training)
                .orElseThrow();
        return switch (body.<Body>getValue()) {
            case TRAINING -> new Made(training, network);
            case FORWARD -> {
                Stages forward = new Stages();
                new Pipeline(network.optimizations(), network.precision(), Hoist.Rows.MANY, forward)
                        .optimize(training.first());
                yield new Made(forward, network);
            }
        };
    }

    private static String chosen(TypedFile typed, String file, String model) throws Refusal {
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
