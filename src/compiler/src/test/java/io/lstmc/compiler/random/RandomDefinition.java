package io.lstmc.compiler.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A cell or a model in the making: its head, statements in a fixed order, and equations whose order means nothing. */
record RandomDefinition(String head, List<String> statements, List<String> equations, List<String> end) {

    RandomDefinition(String head) {
        this(head, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    String text(Random order) {
        List<String> shuffled = new ArrayList<>(equations);
        Collections.shuffle(shuffled, order);
        List<String> lines = new ArrayList<>(statements);
        lines.addAll(shuffled);
        lines.addAll(end);
        return head + " {\n  " + String.join("\n  ", lines) + "\n}\n";
    }

    RandomDefinition withHead(String other) {
        return new RandomDefinition(other, statements, equations, end);
    }
}
