package io.lstmc.compiler.typed;

import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Definition.Parameter;
import io.lstmc.compiler.tree.Definition.ParameterKind;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.SourceFile;
import io.lstmc.compiler.tree.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Supplier;

/**
 * Writes generic definitions out: for each combination of cells, functions and initialisers that one is told, an ordinary
 * definition in which they are called. Nothing but the checks of the generic definitions themselves knows of them.
 *
 * <p>A call that does not say what it must, or names what there is not, stays as it is; {@code GenericCall} tells why. There
 * are no more instances than combinations of definitions, so this ends even where a definition is told itself.
 */
public final class Instances {

    /**
     * A generic definition with its options told.
     *
     * @param given what they are: {@code C = GRU}
     * @param site what tells them
     * @param within the instance in whose text that stands; null where it is none
     */
    public record Instance(Definition generic, String given, Span site, Instance within) {}

    /** An instance that is called, perhaps by itself, before it is written out. */
    private static final class Slot {
        final Instance instance;
        final Identifier name;
        final Map<String, DefinitionArgument> targets;
        final Map<String, Expression> numbers;
        Definition definition;

        Slot(
                Instance instance,
                Identifier name,
                Map<String, DefinitionArgument> targets,
                Map<String, Expression> numbers) {
            this.instance = instance;
            this.name = name;
            this.targets = targets;
            this.numbers = numbers;
        }
    }

    private final Definitions original;
    private final VisibleFiles program;
    private final Map<Definition, Definition> rewritten = new IdentityHashMap<>();
    private final Map<Identifier, Supplier<Definition>> bound = new IdentityHashMap<>();
    private final Map<Definition, Instance> instances = new IdentityHashMap<>();
    private final Map<Definition, Integer> numbers = new IdentityHashMap<>();
    private final Map<String, Slot> slots = new HashMap<>();
    private final Deque<Slot> open = new ArrayDeque<>();
    private final Map<Definition, Slot> roots = new IdentityHashMap<>();
    private final List<Slot> rootsInOrder = new ArrayList<>();
    private final List<Identifier> references = new ArrayList<>();

    /** What options are that were passed on: where their names now stand they may mean something else. */
    private final Map<Expression, DefinitionArgument> passed = new IdentityHashMap<>();

    private final Set<Expression.Call> refused = Collections.newSetFromMap(new IdentityHashMap<>());
    private long copied;

    public Instances(VisibleFiles written) {
        this.original = new Definitions(written);
        boolean plain = written.files().stream().allMatch(Instances::isPlain)
                && written.library().stream().allMatch(Instances::isPlain);
        this.program = plain ? written : rewrite(written);
    }

    private static boolean isPlain(SourceFile file) {
        return file.definitions().stream().noneMatch(d -> d.isGeneric() || d instanceof Definition.Variant);
    }

    /** The program with calls of instances in it. */
    public VisibleFiles program() {
        return program;
    }

    /** What a name stands for, by the name as an object, where it is an option that is a definition or calls an instance. */
    Optional<Definition> bound(Identifier use) {
        return Optional.ofNullable(bound.get(use)).map(Supplier::get);
    }

    /** Whether there is no instance for a call because all of them have too much text. */
    boolean isRefused(Expression.Call call) {
        return refused.contains(call);
    }

    /** Of what a definition is an instance. */
    public Optional<Instance> instance(Definition definition) {
        return Optional.ofNullable(instances.get(definition));
    }

    /** The generic definition, as the program has it now. */
    public Definition generic(Instance instance) {
        return rewritten.getOrDefault(instance.generic(), instance.generic());
    }

    /** What the file makes without a call: models, and generic definitions whose options have defaults. */
    public List<Definition> roots() {
        return rootsInOrder.stream().map(slot -> slot.definition).toList();
    }

    /** Whether a generic model or a statement that names one becomes a model. */
    public boolean isRoot(Definition definition) {
        return roots.containsKey(definition);
    }

    /** Whether something of the file, or a default, says what the options of a model are. */
    public boolean isTold(Definition model) {
        return instances.values().stream().anyMatch(i -> generic(i) == model);
    }

    /** The names of definitions that calls tell as options. */
    public List<Identifier> references() {
        return references;
    }

    private VisibleFiles rewrite(VisibleFiles written) {
        Map<SourceFile, SourceFile> files = new IdentityHashMap<>();
        files.put(written.file(), rewrite(written.file()));
        written.file().definitions().forEach(this::addRoot);
        written.files().forEach(file -> files.computeIfAbsent(file, this::rewrite));
        List<SourceFile> library = written.library().stream().map(this::rewrite).toList();
        while (!open.isEmpty()) {
            Slot slot = open.remove();
            slot.definition = fill(slot);
            instances.put(slot.definition, slot.instance);
        }
        Map<String, List<SourceFile>> packages = new LinkedHashMap<>();
        written.packages()
                .forEach((name, all) ->
                        packages.put(name, all.stream().map(files::get).toList()));
        return new VisibleFiles(files.get(written.file()), packages, written.near(), library);
    }

    private SourceFile rewrite(SourceFile file) {
        List<Definition> definitions = Rewriter.each(file.definitions(), d -> {
            Set<String> untold = new HashSet<>();
            for (Parameter p : d.parameters()) {
                if (p.kind() != ParameterKind.NUMBER) {
                    untold.add(p.name().text());
                }
            }
            Definition other = new Calls(Map.of(), untold, null).definition(d);
            rewritten.put(d, other);
            return other;
        });
        return definitions == file.definitions()
                ? file
                : new SourceFile(file.source(), file.packageName(), file.imports(), definitions);
    }

    // ---- Instances

    private void addRoot(Definition d) {
        Calls outside = new Calls(Map.of(), Set.of(), null);
        Optional<Slot> slot = Optional.empty();
        if (d instanceof Definition.Variant variant) {
            Identifier base = variant.model().callee();
            references.add(base);
            slot = original.find(base, Definition.Model.class)
                    .flatMap(m -> outside.slot(m, variant.name(), variant.model(), variant.span()));
        } else if (d.isGeneric()) {
            Expression.Call nothing =
                    new Expression.Call(d.name(), List.of(), d.name().span());
            slot = outside.slot(d, d.name(), nothing, d.name().span());
        }
        slot.ifPresent(s -> {
            rootsInOrder.add(s);
            roots.put(rewritten.get(d), s);
        });
    }

    private Definition fill(Slot slot) {
        Calls inside = new Calls(slot.targets, Set.of(), slot.instance);
        Definition d = slot.instance.generic();
        Identifier name = slot.name;
        List<Parameter> left = new ArrayList<>(d.parameters());
        left.removeIf(p -> p.kind() != ParameterKind.NUMBER);
        if (d instanceof Definition.Cell c) {
            return new Definition.Cell(name, left, inside.statements(c.body()), c.documentation(), c.span());
        } else if (d instanceof Definition.Function f) {
            List<Statement.Equation> body = Rewriter.each(f.body(), inside::visitEquation);
            return new Definition.Function(name, left, body, inside.expression(f.value()), f.documentation(), f.span());
        }
        Definition.Model m = (Definition.Model) d;
        List<Statement> body = new ArrayList<>();
        for (Parameter p : left) {
            Expression value =
                    slot.numbers.getOrDefault(p.name().text(), p.defaultValue().orElse(null));
            if (value != null) {
                body.add(new Statement.Equation(p.name(), Optional.empty(), value, value.span()));
            }
        }
        body.addAll(inside.statements(m.body()));
        return new Definition.Model(name, List.of(), body, m.documentation(), m.span());
    }

    /** The arguments of a call that tell options, by option: those of functions may go by their position. */
    public static Map<String, Expression> given(Expression.Call call, Definition callee) {
        Map<String, Expression> found = new LinkedHashMap<>();
        int position = 0;
        for (Expression.Argument a : call.arguments()) {
            if (a.name().isPresent()) {
                found.putIfAbsent(a.name().get().text(), a.value());
            } else if (callee instanceof Definition.Function f
                    && position < f.parameters().size()) {
                found.put(f.parameters().get(position++).name().text(), a.value());
            }
        }
        return found;
    }

    /** Puts what is told in the place of options, and calls of instances in the place of calls of generic definitions. */
    private final class Calls extends Rewriter {

        private final Map<String, DefinitionArgument> told;
        private final Set<String> untold;
        private final Instance within;

        Calls(Map<String, DefinitionArgument> told, Set<String> untold, Instance within) {
            this.told = told;
            this.untold = untold;
            this.within = within;
        }

        Definition definition(Definition d) {
            if (d instanceof Definition.Cell c) {
                List<Statement> body = statements(c.body());
                return body == c.body()
                        ? c
                        : new Definition.Cell(c.name(), c.parameters(), body, c.documentation(), c.span());
            } else if (d instanceof Definition.Function f) {
                List<Statement.Equation> body = each(f.body(), this::visitEquation);
                Expression value = expression(f.value());
                return body == f.body() && value == f.value()
                        ? f
                        : new Definition.Function(f.name(), f.parameters(), body, value, f.documentation(), f.span());
            } else if (d instanceof Definition.Model m) {
                List<Statement> body = statements(m.body());
                return body == m.body()
                        ? m
                        : new Definition.Model(m.name(), m.parameters(), body, m.documentation(), m.span());
            }
            return d;
        }

        @Override
        Expression.Call call(Expression.Call e) {
            Identifier callee = e.callee();
            DefinitionArgument target = told.get(callee.text());
            if (target == null && untold.contains(callee.text())) {
                return e;
            }
            Expression.Call call = e;
            Definition definition = null;
            if (target != null) {
                definition = target.definition();
                call = new Expression.Call(bind(target, callee), each(e.arguments(), this::passedOn), e.span());
            } else if (BuiltIn.named(callee.text()).isEmpty()) {
                definition = original.find(callee).orElse(null);
            }
            return definition == null || !definition.isGeneric() || definition instanceof Definition.Model
                    ? call
                    : instantiated(call, definition);
        }

        @Override
        Expression initial(Expression e) {
            if (e instanceof Expression.Name name) {
                Expression.Call call =
                        call(new Expression.Call(new Identifier(name.text(), name.span()), List.of(), name.span()));
                return bound.containsKey(call.callee()) ? call : e;
            }
            return expression(e);
        }

        /** An option that is passed on by its name, under which no other text knows what it is. */
        private Expression.Argument passedOn(Expression.Argument a) {
            DefinitionArgument target = a.value() instanceof Expression.Name name ? told.get(name.text()) : null;
            if (target == null) {
                return a;
            }
            Expression.Name value = new Expression.Name(target.name(), a.value().span());
            passed.put(value, target);
            return new Expression.Argument(a.name(), value, a.span());
        }

        private Identifier bind(DefinitionArgument target, Identifier at) {
            Identifier name = new Identifier(target.name(), at.span());
            Definition d = target.definition();
            if (d != null) {
                bound.put(name, () -> rewritten.getOrDefault(d, d));
            }
            return name;
        }

        private Expression.Call instantiated(Expression.Call e, Definition generic) {
            Slot slot = slot(generic, generic.name(), e, e.span()).orElse(null);
            if (slot == null) {
                return e;
            }
            Map<String, Expression> given = given(e, generic);
            List<Expression.Argument> arguments = new ArrayList<>(e.arguments());
            for (Parameter p : generic.parameters()) {
                Expression option = given.get(p.name().text());
                arguments.removeIf(a -> p.kind() != ParameterKind.NUMBER && a.value() == option);
            }
            Identifier callee = new Identifier(e.callee().text(), e.callee().span());
            bound.put(callee, () -> slot.definition);
            return new Expression.Call(callee, arguments, e.span());
        }

        /** The instance that a call asks for, if it says all that it must. */
        Optional<Slot> slot(Definition generic, Identifier name, Expression.Call call, Span site) {
            Map<String, Expression> given = given(call, generic);
            Map<String, DefinitionArgument> targets = new LinkedHashMap<>();
            StringBuilder key = new StringBuilder().append(number(generic));
            StringJoiner text = new StringJoiner(", ");
            for (Parameter p : generic.parameters()) {
                if (p.kind() == ParameterKind.NUMBER) {
                    continue;
                }
                String option = p.name().text();
                Optional<DefinitionArgument> target = given.containsKey(option)
                        ? target(given.get(option))
                        : p.defaultValue().flatMap(new Calls(Map.of(), Set.of(), null)::target);
                if (target.filter(t -> t.is(p.kind())).isEmpty()) {
                    return Optional.empty();
                }
                targets.put(option, target.get());
                Definition d = target.get().definition();
                key.append(' ').append(d == null ? target.get().name() : number(d));
                text.add(option + " = " + target.get().name());
            }
            boolean model = generic instanceof Definition.Model;
            String id = model ? "model " + slots.size() : key.toString();
            Slot slot = slots.get(id);
            if (slot == null && copied <= CheckLimits.COPIED_TEXT) {
                copied += generic.span().end() - generic.span().start();
                slot = new Slot(
                        new Instance(generic, text.toString(), site, within), name, targets, model ? given : Map.of());
                slots.put(id, slot);
                open.add(slot);
            }
            if (slot == null) {
                refused.add(call);
            }
            return Optional.ofNullable(slot);
        }

        private String number(Definition d) {
            return "#" + numbers.computeIfAbsent(d, k -> numbers.size());
        }

        /** What an argument names. */
        private Optional<DefinitionArgument> target(Expression value) {
            if (passed.containsKey(value) || !(value instanceof Expression.Name name)) {
                return Optional.ofNullable(passed.get(value));
            }
            if (told.containsKey(name.text()) || untold.contains(name.text())) {
                return Optional.ofNullable(told.get(name.text()));
            }
            if (BuiltIn.named(name.text()).isPresent()) {
                return Optional.of(new DefinitionArgument(name.text(), null));
            }
            Identifier use = new Identifier(name.text(), name.span());
            references.add(use);
            return original.find(use).map(d -> new DefinitionArgument(d.name().text(), d));
        }
    }
}
