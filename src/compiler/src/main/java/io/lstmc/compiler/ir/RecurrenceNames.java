package io.lstmc.compiler.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names for a recurrence. A carried state {@code h} is {@code h[t-1]} before the step and {@code h[t]} behind it; where
 * time runs backwards, {@code h_in} comes from the step after and {@code h_out} goes to the step before. Elements of a
 * sequence and what is the same at every step keep the names that they have outside, and outputs take those that they
 * have inside.
 */
final class RecurrenceNames {

    private final Op.Scan scan;
    private final List<Node> arguments;
    private final List<Node> results;
    private final List<String> resultKeys;
    private final List<Term> inputs;
    private final Set<String> taken;
    private final List<String> after = new ArrayList<>();
    private final Map<Node, Term> names = new HashMap<>();
    private final Map<Integer, String> gives = new LinkedHashMap<>();
    private final Equations body;

    /**
     * @param node of an {@link Op.Scan}
     * @param inputs how its inputs are called outside
     * @param taken names in use
     */
    static RecurrenceNames of(Node node, List<Term> inputs, Set<String> taken) {
        return new RecurrenceNames((Op.Scan) node.op(), inputs, taken);
    }

    private RecurrenceNames(Op.Scan scan, List<Term> inputs, Set<String> taken) {
        this.scan = scan;
        this.inputs = inputs;
        this.taken = taken;
        this.arguments = scan.body().arguments();
        this.results = scan.body().resultList();
        this.resultKeys = List.copyOf(scan.body().results().keySet());
        Map<Node, String> ends = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String name = Graph.argument(arguments.get(i)).name();
            if (i < scan.carries()) {
                String free = free(name, scan.reverse() ? "_in" : "[t-1]");
                names.put(arguments.get(i), Term.atom(free + (scan.reverse() ? "_in" : "[t-1]")));
                after.add(free + (scan.reverse() ? "_out" : "[t]"));
                if (!(results.get(i).op() instanceof Op.Argument)) {
                    ends.putIfAbsent(results.get(i), after.get(i));
                }
            } else {
                names.put(arguments.get(i), isRead(i) ? Term.atom(free(name, "")) : inputs.get(i));
            }
        }
        this.body = Equations.ofBody(scan.body(), taken, names, ends);
    }

    /** Takes a name that is free with and without an ending: {@code h} and {@code h[t]} in one text would confuse. */
    private String free(String wish, String ending) {
        String name = wish;
        for (int i = 2; taken.contains(name + ending) || ending.isEmpty() && taken.contains(name); i++) {
            name = wish + "_" + i;
        }
        taken.add(name + ending);
        return name;
    }

    /** Whether an input is an expression that needs a name inside. */
    private boolean isRead(int index) {
        return index >= scan.carries() && !inputs.get(index).isAtom();
    }

    /** Names a result outside of the loop. */
    Term project(Node projection) {
        int index = ((Op.Project) projection.op()).index();
        Term inside = body.term(results.get(index));
        String text;
        if (index < scan.carries()) {
            text = (scan.reverse() ? "first(" : "last(") + after.get(index) + ")";
        } else {
            text = inside.isAtom() ? inside.text() : FreshNames.free(resultKeys.get(index), taken);
        }
        if (projection.name().isPresent() && !taken.contains(projection.name().get())) {
            text = projection.name().get();
        }
        taken.add(text);
        gives.put(index, text);
        return Term.atom(text);
    }

    String steps() {
        return scan.steps()
                + (scan.steps() == 1 ? " step" : " steps")
                + (scan.reverse() ? ", from the last to the first" : "");
    }

    Graph graph() {
        return scan.body();
    }

    Equations body() {
        return body;
    }

    /** The carried states before the first step. */
    Columns starts() {
        Columns columns = new Columns();
        for (int i = 0; i < scan.carries(); i++) {
            Node carry = arguments.get(i);
            columns.add(names.get(carry).text(), inputs.get(i).text(), carry.type());
        }
        return columns;
    }

    /** The expressions of which the loop reads an element a step, or the same at every step. */
    Columns reads() {
        Columns columns = new Columns();
        for (int i = scan.carries(); i < arguments.size(); i++) {
            if (isRead(i)) {
                Node argument = arguments.get(i);
                columns.add(names.get(argument).text(), inputs.get(i).text(), argument.type());
            }
        }
        return columns;
    }

    /** The states behind the step whose values are called otherwise. */
    Columns moves() {
        Columns columns = new Columns();
        for (int i = 0; i < scan.carries(); i++) {
            String value = body.term(results.get(i)).text();
            if (!value.equals(after.get(i))) {
                columns.add(after.get(i), value, results.get(i).type());
            }
        }
        return columns;
    }

    /** What is known outside: {@code a = h[t]}, or a name alone that is the same inside. */
    Columns gives() {
        Columns columns = new Columns();
        for (int i = 0; i < results.size(); i++) {
            if (gives.containsKey(i)) {
                String inside = i < scan.carries()
                        ? gives.get(i)
                        : body.term(results.get(i)).text();
                TensorType type = results.get(i).type();
                columns.add(gives.get(i), inside, i < scan.carries() ? type : type.withTime(scan.time()));
            }
        }
        return columns;
    }
}
