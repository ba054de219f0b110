package io.lstmc.compiler.semantic.expression;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Suggestion;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Matches the arguments of a call with what the callee takes. */
public final class Arguments {

    private Arguments() {}

    /** How one value is given. */
    public enum By {
        POSITION,
        NAME,
        /** By the name of a state that begins with it; may be missing. */
        STATE,
        EITHER,
        /** A number, by position or by name; it is easier to read by name. */
        NUMBER
    }

    /** How a call is written. */
    public interface Form {

        /** A call of {@code callee} with what it must be given. */
        String of(Identifier callee, List<Slot> slots);
    }

    /** A number that shows how an option is written. */
    private static final String SOME_NUMBER = "0.01";

    /** One value that a callee takes. */
    public record Slot(String name, boolean required, By by) {}

    public static List<Slot> slots(List<Definition.Parameter> parameters, By by) {
        List<Slot> found = new ArrayList<>();
        for (Definition.Parameter p : parameters) {
            found.add(new Slot(p.name().text(), p.defaultValue().isEmpty(), by));
        }
        return found;
    }

    /**
     * The arguments by the name of their slot, in the order of the slots; empty when something was reported.
     */
    public static Optional<Map<String, Expression>> match(
            Identifier callee, List<Expression.Argument> arguments, List<Slot> slots, FileContext context) {
        return match(callee, arguments, slots, slots, Arguments::form, context);
    }

    /**
     * As {@link #match(Identifier, List, List, FileContext)}, for the call of an instance or in another form.
     *
     * @param written what the callee takes by its text: options too that the call has been told already
     */
    public static Optional<Map<String, Expression>> match(
            Identifier callee,
            List<Expression.Argument> arguments,
            List<Slot> slots,
            List<Slot> written,
            Form form,
            FileContext context) {
        Map<String, Expression> given = new LinkedHashMap<>();
        List<Slot> positional = new ArrayList<>();
        for (Slot s : slots) {
            if (s.by() != By.NAME && s.by() != By.STATE) {
                positional.add(s);
            }
        }

        boolean sound = true;
        Identifier named = null;
        int position = 0;
        List<Expression.Argument> surplus = new ArrayList<>();
        for (Expression.Argument argument : arguments) {
            if (argument.name().isPresent()) {
                named = argument.name().get();
                sound &= matchNamed(callee, argument, slots, given, form, written, context);
            } else if (named != null) {
                context.report(
                        Diagnostic.of(Code.SYNTAX, argument.span(), "an argument by position stands after one by name")
                                .withLabel("after " + named.text() + ":")
                                .withHint("write arguments by position first, as in " + form.of(callee, written)));
                sound = false;
            } else if (position < positional.size()) {
                given.put(positional.get(position++).name(), argument.value());
            } else {
                surplus.add(argument);
            }
        }
        if (!surplus.isEmpty()) {
            reportCount(callee, surplus, positional, slots, given, form, written, context);
            return Optional.empty();
        }
        return sound && checkMissing(callee, slots, given, position, form, written, context)
                ? Optional.of(inOrder(slots, given))
                : Optional.empty();
    }

    private static boolean matchNamed(
            Identifier callee,
            Expression.Argument argument,
            List<Slot> slots,
            Map<String, Expression> given,
            Form form,
            List<Slot> written,
            FileContext context) {
        Identifier name = argument.name().orElseThrow();
        Optional<Slot> slot =
                slots.stream().filter(s -> s.name().equals(name.text())).findFirst();
        if (slot.isPresent() && slot.get().by() == By.POSITION) {
            context.report(
                    Diagnostic.of(Code.UNKNOWN_OPTION, name.span(), name.text() + " is given by position, not by name")
                            .withHint("as in " + form.of(callee, written)));
            return false;
        }
        if (slot.isEmpty()) {
            reportUnknown(callee, name, written, context);
            return false;
        }
        if (given.putIfAbsent(name.text(), argument.value()) != null) {
            context.report(Diagnostic.of(Code.OPTION_TWICE, argument.span(), name.text() + " is given twice")
                    .withHint("remove one of the two"));
            return false;
        }
        return true;
    }

    private static void reportUnknown(Identifier callee, Identifier name, List<Slot> slots, FileContext context) {
        List<String> options = new ArrayList<>();
        List<String> states = new ArrayList<>();
        for (Slot s : slots) {
            if (s.by() == By.STATE) {
                states.add(s.name());
            } else if (s.by() != By.POSITION) {
                options.add(s.name());
            }
        }
        String all = callee.text() + " takes " + (options.isEmpty() ? "no options" : String.join(", ", options));
        if (!states.isEmpty()) {
            all += ", and what its states begin with: " + String.join(", ", states);
        }
        options.addAll(states);
        String what = states.isEmpty() ? " has no option " : " has no option or state ";
        String hint;
        if (!isCell(callee, context)) {
            hint = Suggestion.optionHint(name.text(), options, all);
        } else if (isCell(name, context) || isFunction(name, context)) {
            hint = name.text() + " is called around it: " + name.text() + "(" + callee.text() + "(…))";
        } else {
            hint = Suggestion.hint(name.text(), options, all);
        }
        context.report(Diagnostic.of(Code.UNKNOWN_OPTION, name.span(), callee.text() + what + name.text())
                .withHint(hint));
    }

    private static boolean isCell(Identifier name, FileContext context) {
        return context.definitions()
                .find(name)
                .filter(Definition.Cell.class::isInstance)
                .isPresent();
    }

    private static boolean isFunction(Identifier name, FileContext context) {
        return context.definitions()
                .find(name)
                .filter(Definition.Function.class::isInstance)
                .isPresent();
    }

    /** Whether an argument is given by a name that the callee does not have, so that its value means nothing. */
    static boolean isUnknown(Expression.Argument argument, List<Slot> slots) {
        return argument.name()
                .filter(name -> slots.stream().noneMatch(s -> s.name().equals(name.text())))
                .isPresent();
    }

    private static void reportCount(
            Identifier callee,
            List<Expression.Argument> surplus,
            List<Slot> positional,
            List<Slot> slots,
            Map<String, Expression> given,
            Form form,
            List<Slot> written,
            FileContext context) {
        List<String> options = new ArrayList<>();
        List<String> states = new ArrayList<>();
        for (Slot s : slots) {
            if (!given.containsKey(s.name()) && (s.by() == By.NAME || s.by() == By.STATE)) {
                (s.by() == By.NAME ? options : states).add(s.name());
            }
        }

        Expression.Argument first = surplus.get(0);
        String hint = "write " + form.of(callee, written);
        boolean named = states.contains(FileContext.excerpt(first.value().span()));
        if (!named && surplus.size() <= options.size()) {
            hint = "options are written by name: " + byName(options, surplus.subList(0, 1));
        } else if (surplus.size() <= states.size()) {
            hint = "what a state begins with is given by its name: " + byName(states, surplus);
        }
        context.report(Diagnostic.of(
                        Code.ARGUMENT_COUNT,
                        first.span(),
                        callee.text() + " takes " + count(positional.size()) + " by position")
                .withLabel("here are " + (positional.size() + surplus.size()))
                .withHint(hint));
    }

    private static String byName(List<String> names, List<Expression.Argument> values) {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            written.add(names.get(i) + ": "
                    + FileContext.excerpt(values.get(i).value().span()));
        }
        return String.join(", ", written);
    }

    private static boolean checkMissing(
            Identifier callee,
            List<Slot> slots,
            Map<String, Expression> given,
            int position,
            Form form,
            List<Slot> written,
            FileContext context) {
        List<String> missing = new ArrayList<>();
        for (Slot s : slots) {
            if (s.required() && !given.containsKey(s.name())) {
                missing.add(s.name());
            }
        }

        if (missing.isEmpty()) {
            return true;
        }
        boolean onlyOptions = slots.stream()
                .filter(s -> missing.contains(s.name()))
                .allMatch(s -> s.by() == By.NAME || s.by() == By.NUMBER);
        String what = String.join(" and ", missing);
        context.report(Diagnostic.of(
                        onlyOptions ? Code.MISSING_OPTION : Code.ARGUMENT_COUNT,
                        callee.span(),
                        callee.text() + " needs " + what)
                .withLabel(onlyOptions ? "not given" : count(position) + " by position given")
                .withHint("write " + form.of(callee, written)));
        return false;
    }

    private static Map<String, Expression> inOrder(List<Slot> slots, Map<String, Expression> given) {
        Map<String, Expression> ordered = new LinkedHashMap<>();
        for (Slot s : slots) {
            if (given.containsKey(s.name())) {
                ordered.put(s.name(), given.get(s.name()));
            }
        }
        return ordered;
    }

    private static String count(int n) {
        return n == 0 ? "no arguments" : n == 1 ? "1 argument" : n + " arguments";
    }

    /** In the language: {@code LSTM(x, units: …)}, {@code adam(lr: 0.01)}. */
    public static String form(Identifier callee, List<Slot> slots) {
        return written(slots, callee.text() + "(", ")");
    }

    /** In YAML: {@code {adam: {lr: 0.01}}}. */
    public static String yaml(Identifier callee, List<Slot> slots) {
        return written(slots, "{" + callee.text() + ": {", "}}");
    }

    private static String written(List<Slot> slots, String start, String end) {
        return slots.stream()
                .filter(s -> s.required() || s.by() == By.POSITION)
                .map(s -> switch (s.by()) {
                    case POSITION, EITHER -> s.name();
                    case NAME, STATE -> s.name() + ": …";
                    case NUMBER -> s.name() + ": " + SOME_NUMBER;
                })
                .collect(Collectors.joining(", ", start, end));
    }
}
