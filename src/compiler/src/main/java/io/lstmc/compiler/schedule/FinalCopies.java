package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Copies of values that were not computed where they have to be. */
final class FinalCopies {

    /** A value that has to be at a place in the end. */
    record Copy(Node node, View to) {}

    private final GraphSchedule schedule;
    private final List<Statement> statements = new ArrayList<>();

    FinalCopies(GraphSchedule schedule) {
        this.schedule = schedule;
    }

    List<Statement> statements() {
        return statements;
    }

    /** Copies one after the other. */
    void each(List<Copy> copies) {
        for (Copy copy : copies) {
            copyUnlessThere(copy.node(), schedule.value(copy.node()), copy.to());
        }
    }

    /** Copies to places that hold values which other copies still read: what lies in one of them moves out first. */
    void atOnce(List<Copy> copies) {
        Set<Object> overwritten = new HashSet<>();
        for (Copy copy : copies) {
            overwritten.add(array(copy.to()));
        }
        List<Value> values = new ArrayList<>();
        for (Copy copy : copies) {
            Value value = schedule.value(copy.node());
            if (!isAt(value, copy.to()) && reads(value, overwritten)) {
                View between = schedule.builder().place(copy.node());
                copyUnlessThere(copy.node(), value, between);
                value = new Value.Stored(between);
            }
            values.add(value);
        }
        for (int i = 0; i < copies.size(); i++) {
            copyUnlessThere(copies.get(i).node(), values.get(i), copies.get(i).to());
        }
    }

    /** What tells two arrays apart. */
    private static Object array(View view) {
        Buffer buffer = view.buffer();
        return buffer.kind() == Buffer.Kind.GIVEN ? buffer.name() : buffer;
    }

    private static boolean reads(Value value, Set<Object> arrays) {
        if (value instanceof Value.Broadcast) {
            return reads(((Value.Broadcast) value).source(), arrays);
        }
        return value instanceof Value.Stored && arrays.contains(array(((Value.Stored) value).view()));
    }

    private static boolean isAt(Value value, View to) {
        return value instanceof Value.Stored && ((Value.Stored) value).view().equals(to);
    }

    private void copyUnlessThere(Node from, Value value, View to) {
        if (!isAt(value, to)) {
            String equation = "keep " + NodeEquation.label(from);
            statements.add(schedule.builder().copy(value, to, from.type(), false, equation));
        }
    }
}
