package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.program.Input;
import io.lstmc.compiler.program.Instruction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The instructions of one loop, each behind those that it reads. */
final class Instructions {

    private final GraphSchedule schedule;
    private final Predicate<Node> inside;
    private final List<Instruction> list = new ArrayList<>();
    private final Map<Node, Input> inputs = new HashMap<>();

    /**
     * @param inside tells which nodes the loop computes itself
     */
    Instructions(GraphSchedule schedule, Predicate<Node> inside) {
        this.schedule = schedule;
        this.inside = inside;
    }

    List<Instruction> list() {
        return list;
    }

    /** A value as the loop sees it. */
    Input input(Node operand) {
        Node node = GraphSchedule.strip(operand);
        Input known = inputs.get(node);
        if (known == null) {
            known = inside.test(node) ? compute(node) : ProgramBuilder.input(schedule.value(node), node.type());
            inputs.put(node, known);
        }
        return known;
    }

    private Input compute(Node node) {
        List<Input> operands = new ArrayList<>();
        for (Node input : node.inputs()) {
            operands.add(input(input));
        }
        return add(node.op(), operands, node);
    }

    /** Adds an instruction. */
    Input add(Op op, List<Input> operands, Node named) {
        list.add(new Instruction(op, operands, named.name()));
        return new Input.Local(list.size() - 1);
    }
}
