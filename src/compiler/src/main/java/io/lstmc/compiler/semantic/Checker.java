package io.lstmc.compiler.semantic;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.Lookalikes;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.diagnostic.Suggestion;
import io.lstmc.compiler.semantic.definition.CellChecker;
import io.lstmc.compiler.semantic.definition.FunctionChecker;
import io.lstmc.compiler.semantic.definition.GenericChecker;
import io.lstmc.compiler.semantic.definition.ModelChecker;
import io.lstmc.compiler.semantic.definition.OptimizerChecker;
import io.lstmc.compiler.semantic.expression.InitializerChecker;
import io.lstmc.compiler.semantic.scope.ClassPlaces;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.JavaNames;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.SourceFile;
import io.lstmc.compiler.typed.BuiltIn;
import io.lstmc.compiler.typed.Definitions;
import io.lstmc.compiler.typed.Instances;
import io.lstmc.compiler.typed.TrainOverlay;
import io.lstmc.compiler.typed.TypedFile;
import io.lstmc.compiler.typed.TypedModel;
import io.lstmc.compiler.typed.VisibleFiles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives names, shapes and an order to the definitions of a file, or reports everything that is wrong with them. */
public final class Checker {

    private final VisibleFiles program;
    private final SourceFile file;
    private final Instances instances;
    private final Definitions definitions;
    private final TrainOverlay overlay;
    private final FileContext context;
    private final List<TypedModel> models = new ArrayList<>();

    private Checker(VisibleFiles program, TrainOverlay overlay, Precision precision, Diagnostics diagnostics) {
        this.instances = new Instances(program);
        this.program = instances.program();
        this.file = this.program.file();
        this.definitions = new Definitions(instances);
        this.overlay = overlay;
        this.context = new FileContext(this.program, definitions, precision, diagnostics);
    }

    /**
     * Checks a file, and the definitions of other files and of the library that it can need.
     *
     * @param overlay training settings that replace those of the file
     * @param precision that of models which do not say
     */
    public static TypedFile check(
            VisibleFiles program, TrainOverlay overlay, Precision precision, Diagnostics diagnostics) {
        return new Checker(program, overlay, precision, diagnostics).run();
    }

    /**
     * All text but the library's that decides what a file means, the names that it sees included: equal lists, equal
     * classes.
     */
    public static List<String> inputs(VisibleFiles program, TrainOverlay overlay) {
        Instances instances = new Instances(program);
        Definitions definitions = new Definitions(instances);
        List<String> inputs = new ArrayList<>(List.of(program.file().source().text()));
        program.packages()
                .forEach((name, files) -> files.forEach(each -> {
                    inputs.add(
                            name + each.imports().stream().map(Identifier::text).toList());
                    each.definitions().forEach(d -> inputs.add(d.name().text()));
                }));
        List<Identifier> uses = uses(instances, overlay);
        withGeneric(reached(uses, instances, definitions), instances)
                .forEach(d -> inputs.add(d.span().text()));
        return inputs;
    }

    /** The names of definitions in the file and in the settings that replace its own. */
    private static List<Identifier> uses(Instances instances, TrainOverlay overlay) {
        List<Identifier> uses = new ArrayList<>();
        SourceFile file = instances.program().file();
        file.definitions().forEach(d -> uses.addAll(DefinitionUses.of(d)));
        instances.references().stream()
                .filter(use -> use.span().source() == file.source())
                .forEach(uses::add);
        uses.addAll(DefinitionUses.of(overlay.all()));
        overlay.models().forEach(each -> uses.addAll(DefinitionUses.of(each.settings())));
        return uses;
    }

    /** What the file needs of others, and all instances. */
    private static List<Definition> reached(List<Identifier> uses, Instances instances, Definitions definitions) {
        List<Identifier> names = new ArrayList<>(uses);
        instances.roots().forEach(d -> names.addAll(DefinitionUses.of(d)));
        List<Definition> reached = new ArrayList<>(DefinitionUses.reached(names, definitions));
        reached.addAll(instances.roots());
        return distinct(reached);
    }

    private static List<Definition> distinct(List<Definition> all) {
        Set<Definition> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return all.stream().filter(seen::add).toList();
    }

    /** The same with the generic definitions of what are instances. */
    private static List<Definition> withGeneric(List<Definition> reached, Instances instances) {
        List<Definition> all = new ArrayList<>(reached);
        reached.forEach(d -> instances.instance(d).map(instances::generic).ifPresent(all::add));
        return distinct(all);
    }

    private TypedFile run() {
        if (file.packageName().isPresent()) {
            JavaNames.checkPackage(file.packageName().get(), context);
            ClassPlaces.checkPackage(file.packageName().get(), context);
        }
        checkNames();
        Imports imports = new Imports(program, context);
        List<Identifier> uses = uses(instances, overlay);
        List<Definition> reached = reached(uses, instances, definitions);
        List<Identifier> further = new ArrayList<>(uses);
        reached.forEach(d -> further.addAll(DefinitionUses.of(d)));
        imports.checkAmbiguity(further);
        List<Definition> all = new ArrayList<>(mentioned(reached));
        all.addAll(reached);
        all.addAll(file.definitions());
        GenericChecker generic = new GenericChecker(context, instances, this::check);
        generic.checkVariants(file);
        List<Definition> checkable = new CallOrder(context, all).checkable();
        checkable.stream().filter(d -> !isModel(d)).forEach(generic::check);
        // A model may name an optimizer that comes later in the text.
        checkable.stream().filter(Checker::isModel).forEach(generic::check);
        checkOverlay();
        context.checkUntold();
        imports.warnUnused(uses);
        return new TypedFile(file, inTextOrder(), context.typed());
    }

    /**
     * The definitions of the library whose names stand in the text of the file, of what it reaches in others, or of one
     * another: no others can matter.
     */
    private List<Definition> mentioned(List<Definition> reached) {
        List<Definition> all = new ArrayList<>();
        for (SourceFile each : program.library()) {
            all.addAll(each.definitions());
        }
        if (!overlay.isEmpty()) {
            return all; // YAML has escapes, so its text need not hold the names that it gives.
        }
        Deque<String> texts = new ArrayDeque<>(List.of(file.source().text()));
        reached.forEach(d -> texts.add(d.span().text()));
        Set<Definition> found = Collections.newSetFromMap(new IdentityHashMap<>());
        while (!texts.isEmpty()) {
            String text = texts.pop();
            for (Definition definition : all) {
                if (text.contains(definition.name().text()) && found.add(definition)) {
                    texts.add(definition.span().text());
                }
            }
        }
        all.retainAll(found);
        return all;
    }

    private void check(Definition definition) {
        if (definition instanceof Definition.Cell cell) {
            new CellChecker(context, cell).check();
        } else if (definition instanceof Definition.Function function) {
            new FunctionChecker(context).check(function);
        } else if (definition instanceof Definition.Initializer initializer) {
            new InitializerChecker(context).check(initializer);
        } else if (definition instanceof Definition.Optimizer optimizer) {
            new OptimizerChecker(context, optimizer).check();
        } else if (definition instanceof Definition.Model model) {
            Optional<TypedModel> typed = new ModelChecker(context, model, overlay).check();
            typed.filter(m -> becomesClass(model)).ifPresent(models::add);
        }
    }

    /** A model with options is checked for itself too, but only what it becomes with all of them told is a class. */
    private boolean becomesClass(Definition.Model model) {
        return instances.instance(model).isPresent()
                || file.definitions().stream().anyMatch(d -> d == model);
    }

    private List<TypedModel> inTextOrder() {
        models.sort(Comparator.comparingInt(
                model -> model.definition().name().span().start()));
        return List.copyOf(models);
    }

    private static boolean isModel(Definition definition) {
        return definition instanceof Definition.Model || definition instanceof Definition.Variant;
    }

    /** Names of definitions: legal in Java, declared once, not those of built-in functions. */
    private void checkNames() {
        Map<String, Definition> seen = new HashMap<>();
        Map<String, Definition> modelFiles = new HashMap<>();
        for (Definition definition : file.definitions()) {
            String name = definition.name().text();
            JavaNames.check(definition.name(), context);
            Definition earlier = seen.putIfAbsent(name, definition);
            if (earlier != null) {
                context.report(
                        Diagnostic.of(Code.DECLARED_TWICE, definition.name().span(), name + " is defined twice")
                                .withLabel("the first "
                                        + FileContext.place(earlier.name().span()))
                                .withHint("cells, functions, models and all other definitions share their names"));
            } else if (definitions.twin(definition).isPresent()) {
                Span other = definitions.twin(definition).get().name().span();
                context.report(Diagnostic.of(
                                Code.DECLARED_TWICE,
                                definition.name().span(),
                                name + " is defined twice in this package")
                        .withLabel("the other "
                                + FileContext.place(other, definition.name().span()))
                        .withHint("files of one package see each other's definitions; rename one of the two"));
            } else if (BuiltIn.named(name).isPresent() || name.equals("σ") || name.equals("π") || name.equals("pi")) {
                context.report(
                        Diagnostic.of(Code.RESERVED_NAME, definition.name().span(), name + " is built in")
                                .withHint("choose another name"));
            } else if (alike(definition).isPresent()) {
                String other = alike(definition).get();
                context.report(Diagnostic.of(
                                Code.CONFUSABLE,
                                definition.name().span(),
                                name + " looks like another name and is not the same")
                        .withHint(Lookalikes.difference(name, other)));
            } else if (isModel(definition)) {
                ClassPlaces.checkModel(file.packageName(), definition.name(), hasModelBeside(definition), context);
                checkModelFile(definition, modelFiles);
            }
        }
    }

    /** Whether the package has other models, which see the class of this one. */
    private boolean hasModelBeside(Definition model) {
        return program.together(file).stream()
                .flatMap(each -> each.definitions().stream())
                .anyMatch(each -> each != model && isModel(each));
    }

    /** A name that looks like that of a definition and has letters of other scripts where that has Latin ones. */
    private Optional<String> alike(Definition definition) {
        String name = definition.name().text();
        if (Lookalikes.skeleton(name).equals(name)) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>();
        definitions.visibleFrom(definition.name()).forEach(d -> all.add(d.name().text()));
        for (BuiltIn each : BuiltIn.values()) {
            all.add(each.text());
        }
        return Lookalikes.among(name, all);
    }

    /** Two classes whose files differ only by case would overwrite one another on some systems. */
    private void checkModelFile(Definition model, Map<String, Definition> files) {
        Definition earlier = files.putIfAbsent(JavaNames.of(model.name().text()).toLowerCase(Locale.ROOT), model);
        if (earlier != null) {
            context.report(Diagnostic.of(
                            Code.JAVA_COLLISION,
                            model.name().span(),
                            model.name().text() + " and " + earlier.name().text() + " would be the same Java file")
                    .withLabel("on systems that do not distinguish capitals")
                    .withHint("rename one of them"));
        }
    }

    private void checkOverlay() {
        for (TrainOverlay.OfModel each : overlay.models()) {
            List<String> names = file.definitions().stream()
                    .filter(Checker::isModel)
                    .map(d -> d.name().text())
                    .toList();
            if (!names.contains(each.model().text())) {
                List<String> keys = new ArrayList<>(names);
                keys.add("train");
                context.report(Diagnostic.of(
                                Code.UNKNOWN_MODEL,
                                each.model().span(),
                                "there is no model " + each.model().text() + " in "
                                        + file.source().name())
                        .withHint(
                                Suggestion.hint(each.model().text(), keys, "known here: " + String.join(", ", keys))));
            }
        }
    }
}
