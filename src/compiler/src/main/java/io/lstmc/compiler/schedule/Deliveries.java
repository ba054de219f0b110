package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Copies of values that were not computed where they have to be. */
final class Deliveries {

    /** A value that has to be at a place in the end. */
    record Delivery(Node node, View to) {}

    private final Scope scope;
    private final List<Statement> statements = new ArrayList<>();

    Deliveries(Scope scope) {
        this.scope = scope;
    }

    List<Statement> statements() {
        return statements;
    }

    /** Copies one after the other. */
    void each(List<Delivery> deliveries) {
        for (Delivery delivery : deliveries) {
            copyUnlessThere(delivery.node(), scope.value(delivery.node()), delivery.to());
        }
    }

    /** Copies to places that hold values which other copies still read: what lies in one of them moves out first. */
    void atOnce(List<Delivery> deliveries) {
        Set<Object> overwritten = new HashSet<>();
        for (Delivery d : deliveries) {
            overwritten.add(array(d.to()));
        }
        List<Value> values = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            Value value = scope.value(delivery.node());
            if (!isAt(value, delivery.to()) && reads(value, overwritten)) {
                View between = scope.plan().place(delivery.node());
                copyUnlessThere(delivery.node(), value, between);
                value = new Value.Stored(between);
            }
            values.add(value);
        }
        for (int i = 0; i < deliveries.size(); i++) {
            copyUnlessThere(
                    deliveries.get(i).node(), values.get(i), deliveries.get(i).to());
        }
    }

    /** What tells two arrays apart. */
    private static Object array(View view) {
        Buffer buffer = view.buffer();
        return buffer.kind() == Buffer.Kind.GIVEN ? buffer.name() : buffer;
    }

    private static boolean reads(Value value, Set<Object> arrays) {
        if (value instanceof Value.Spread) {
            return reads(((Value.Spread) value).source(), arrays);
        }
        return value instanceof Value.Stored && arrays.contains(array(((Value.Stored) value).view()));
    }

    private static boolean isAt(Value value, View to) {
        return value instanceof Value.Stored && ((Value.Stored) value).view().equals(to);
    }

    private void copyUnlessThere(Node from, Value value, View to) {
        if (!isAt(value, to)) {
            String equation = "keep " + Notation.label(from);
            statements.add(scope.plan().copy(value, to, from.type(), false, equation));
        }
    }
}
