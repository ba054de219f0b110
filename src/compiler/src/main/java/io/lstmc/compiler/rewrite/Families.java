package io.lstmc.compiler.rewrite;

import io.lstmc.compiler.program.Axis;
import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Tells which products of a list of statements could be one product, because they share an operand or a result. */
final class Families {

    private enum Sharing {
        /** The rows that are multiplied. */
        SOURCE,
        /** What the products are added to. */
        RESULT,
        /** The second operand of outer products whose results are in one array. */
        OUTER
    }

    /**
     * What the members of a family have in common.
     *
     * @param results the array of all results, where that matters
     */
    private record Key(Sharing sharing, View shared, Object results, int blocks, Axis rows, int k, int n, int starts) {}

    private final Map<Statement, Key> keys = new IdentityHashMap<>();

    Families(List<Statement> statements) {
        Map<Key, Integer> sizes = new HashMap<>();
        for (Statement statement : statements) {
            for (Key key : possible(statement)) {
                sizes.merge(key, 1, Integer::sum);
            }
        }
        for (Statement statement : statements) {
            for (Key key : possible(statement)) {
                Key best = keys.get(statement);
                if (sizes.get(key) > 1 && (best == null || sizes.get(key) > sizes.get(best))) {
                    keys.put(statement, key);
                }
            }
        }
    }

    private static List<Key> possible(Statement statement) {
        List<Key> possible = new ArrayList<>();
        if (statement instanceof Statement.Product p) {
            int starts = p.start().kept() ? 0 : p.start().rows().isEmpty() ? 1 : 2;
            possible.add(new Key(Sharing.SOURCE, p.a().get(0), "", p.blocks(), p.rows(), p.k(), p.n(), starts));
            possible.add(new Key(Sharing.RESULT, p.c().get(0), "", p.blocks(), p.rows(), p.k(), p.n(), 0));
        } else if (statement instanceof Statement.Outer o) {
            possible.add(new Key(Sharing.OUTER, o.b(), array(o.c().get(0)), o.blocks(), o.rows(), o.m(), o.n(), 0));
        }
        return possible;
    }

    private static Object array(View view) {
        Buffer buffer = view.buffer();
        return buffer.kind() == Buffer.Kind.GIVEN ? buffer.name() : buffer;
    }

    boolean contains(Statement statement) {
        return keys.containsKey(statement);
    }

    boolean together(Statement left, Statement right) {
        return contains(left) && keys.get(left).equals(keys.get(right));
    }

    boolean sharesResult(Statement statement) {
        return contains(statement) && keys.get(statement).sharing() == Sharing.RESULT;
    }

    /** What a member does not share: the view that has to lie beside those of the others. */
    View own(Statement statement) {
        if (statement instanceof Statement.Outer outer) {
            return outer.a().get(0);
        }
        Statement.Product product = (Statement.Product) statement;
        return sharesResult(statement) ? product.a().get(0) : product.c().get(0);
    }

    /**
     * One statement for some members, in order.
     *
     * @param start what the shared result starts with; null if members share something else
     */
    Statement merge(List<Statement> members, Statement.Start start) {
        if (members.size() == 1 && (start == null || members.get(0) instanceof Statement.Outer)) {
            return members.get(0);
        }
        String equation =
                String.join("\n", members.stream().map(Statement::equation).toList());
        if (members.get(0) instanceof Statement.Outer first) {
            List<Statement.Outer> outers = new ArrayList<>();
            for (Statement m : members) {
                outers.add((Statement.Outer) m);
            }

            return new Statement.Outer(
                    first.blocks(),
                    first.rows(),
                    first.m(),
                    first.n(),
                    outers.stream().map(o -> o.a().get(0)).toList(),
                    first.b(),
                    outers.stream().map(o -> o.c().get(0)).toList(),
                    equation);
        }
        List<Statement.Product> products = new ArrayList<>();
        for (Statement m : members) {
            products.add((Statement.Product) m);
        }

        Statement.Product first = products.get(0);
        List<Statement.Matrix> matrices = new ArrayList<>();
        for (Statement.Product p : products) {
            matrices.add(p.matrices().get(0).get(0));
        }

        if (start != null) {
            return new Statement.Product(
                    first.blocks(),
                    first.rows(),
                    first.k(),
                    first.n(),
                    products.stream().map(p -> p.a().get(0)).toList(),
                    matrices.stream().map(List::of).toList(),
                    first.c(),
                    start,
                    equation);
        }
        List<View> rows =
                products.stream().flatMap(p -> p.start().rows().stream()).toList();
        return new Statement.Product(
                first.blocks(),
                first.rows(),
                first.k(),
                first.n(),
                first.a(),
                List.of(matrices),
                products.stream().map(p -> p.c().get(0)).toList(),
                new Statement.Start(first.start().kept(), rows),
                equation);
    }
}
