package io.lstmc.compiler.report;

import io.lstmc.compiler.plan.ScheduledProgram;
import io.lstmc.compiler.program.Loop;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A product of a program, and how it lies to the recurrences.
 *
 * @param inside the recurrences around it, the outermost first
 * @param behind those before it that compute what it reads
 * @param before those after it that read what it computes
 * @param needs names of what it reads of its recurrence
 * @param block rows of a batched value
 */
record ProductFact(
        Statement statement, List<Loop> inside, List<Loop> behind, List<Loop> before, List<String> needs, int block) {

    /** The products of one section, in order. */
    static List<ProductFact> of(List<Statement> section, int block) {
        List<ProductFact> facts = new ArrayList<>();
        collect(section, section, List.of(), block, facts);
        return facts;
    }

    /** How many products a graph has. */
    static long count(ScheduledProgram graph) {
        return graph.program().sections().stream()
                .mapToLong(s -> of(s, graph.block()).size())
                .sum();
    }

    private static void collect(
            List<Statement> section, List<Statement> list, List<Loop> inside, int block, List<ProductFact> facts) {
        for (Statement statement : list) {
            if (statement instanceof Statement.Repeat repeat) {
                List<Loop> loops = new ArrayList<>(inside);
                loops.add(repeat.loop());
                collect(section, repeat.body(), loops, block, facts);
            } else if (statement instanceof Statement.Product || statement instanceof Statement.Outer) {
                List<Loop> behind = new ArrayList<>();
                List<Loop> before = new ArrayList<>();
                boolean passed = false;
                for (Statement other : inside.isEmpty() ? section : List.<Statement>of()) {
                    passed |= other == statement;
                    if (other instanceof Statement.Repeat repeat) {
                        if (!passed && touch(repeat.writes(), operands(statement))) {
                            behind.add(repeat.loop());
                        } else if (passed && touch(repeat.reads(), statement.writes())) {
                            before.add(repeat.loop());
                        }
                    }
                }
                List<String> needs = inside.isEmpty() ? List.of() : needs(list, statement);
                facts.add(new ProductFact(statement, inside, behind, before, needs, block));
            }
        }
    }

    private static List<View> operands(Statement statement) {
        return statement instanceof Statement.Product product ? product.a() : statement.reads();
    }

    private static boolean touch(List<View> some, List<View> others) {
        Set<Object> buffers = new HashSet<>();
        some.forEach(v -> buffers.add(v.buffer()));
        return others.stream().anyMatch(v -> buffers.contains(v.buffer()));
    }

    private static List<String> needs(List<Statement> body, Statement statement) {
        List<View> written = body.stream().flatMap(s -> s.writes().stream()).toList();
        return operands(statement).stream()
                .filter(v -> touch(written, List.of(v)))
                .map(View::name)
                .distinct()
                .toList();
    }

    private int times() {
        return inside.stream().mapToInt(Loop::steps).reduce(1, Math::multiplyExact);
    }

    /** Multiplications and additions in a whole block, over all steps. */
    long flops() {
        return 2L * rows() * columns()[0] * columns()[1] * parts() * times();
    }

    private long rows() {
        return statement instanceof Statement.Product p
                ? (long) p.blocks() * p.rows().count(block)
                : (long) ((Statement.Outer) statement).blocks()
                        * ((Statement.Outer) statement).rows().count(block);
    }

    private int[] columns() {
        return statement instanceof Statement.Product p
                ? new int[] {p.k(), p.n()}
                : new int[] {((Statement.Outer) statement).m(), ((Statement.Outer) statement).n()};
    }

    private int parts() {
        return statement instanceof Statement.Product p
                ? p.a().size() * p.c().size()
                : ((Statement.Outer) statement).a().size();
    }

    private int blocks() {
        return statement instanceof Statement.Product p ? p.blocks() : ((Statement.Outer) statement).blocks();
    }

    List<String> equations() {
        // What has no name in the source is called by its operation, which tells nothing here.
        return statement
                .equation()
                .lines()
                .map(e -> e.replaceFirst("^contract\\d+ = ", ""))
                .toList();
    }

    /** How large it is and what it was packed of: {@code packed, 4 results of one operand: 16 rows × 8 × 32, …}. */
    String size() {
        String numbers = number(rows()) + (rows() == 1 ? " row × " : " rows × ") + columns()[0] + " × " + columns()[1]
                + (parts() > 1 ? " × " + parts() : "") + (times() > 1 ? ", " + number(times()) + " times" : "") + ", "
                + number(flops()) + " FLOP";
        return packed() + numbers;
    }

    private String packed() {
        if (parts() == 1) {
            return "";
        }
        if (statement instanceof Statement.Product p) {
            String results = p.c().size() > 1 ? p.c().size() + " results" : "one result";
            return "packed, " + results + " of " + (p.a().size() > 1 ? p.a().size() + " operands" : "one operand")
                    + ": ";
        }
        return "packed, " + parts() + " that share an operand: ";
    }

    /** Where it is computed, and why there. */
    String place() {
        if (!inside.isEmpty()) {
            String in = "in the recurrence " + variables(inside);
            return in
                    + (needs.isEmpty()
                            ? ", so that its results are in the cache when they are used"
                            : ", which computes " + String.join(", ", needs));
        }
        boolean all = blocks() > 1;
        String when = all ? "for all " + blocks() + " steps at once" : "once";
        if (!before.isEmpty() && !behind.isEmpty()) {
            return when + ", between the recurrences " + variables(behind) + " and " + variables(before);
        }
        if (!before.isEmpty()) {
            return (all ? "hoisted: " : "") + when + ", before the recurrence " + variables(before);
        }
        if (!behind.isEmpty()) {
            boolean sum = all && statement instanceof Statement.Outer;
            return (sum ? "deferred: " : "") + when + ", behind the recurrence " + variables(behind);
        }
        return when;
    }

    private static String variables(List<Loop> loops) {
        return loops.stream().map(Loop::variable).collect(Collectors.joining(", "));
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** The recurrences of a section, in order. */
    static Stream<Loop> recurrences(List<Statement> section) {
        return section.stream()
                .filter(Statement.Repeat.class::isInstance)
                .map(Statement.Repeat.class::cast)
                .flatMap(r -> Stream.concat(Stream.of(r.loop()), recurrences(r.body())));
    }
}
