package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.codegen.text.Code;
import io.lstmc.compiler.codegen.text.IndexExpression;
import io.lstmc.compiler.codegen.text.UniqueNames;
import io.lstmc.compiler.ir.BinaryFunction;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.program.Axis;
import io.lstmc.compiler.program.Input;
import io.lstmc.compiler.program.Instruction;
import io.lstmc.compiler.program.Operand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes one nest of loops. What does not change in the innermost loop, offsets and scalars, becomes a local before it.
 */
final class LoopWriter {

    private static final String[] VARIABLES = {"i", "j", "k", "l", "m", "n", "o", "p"};

    private final SectionContext context;
    private final UniqueNames names;
    private final Code code;
    private final Nest nest;
    private final List<String> variables = new ArrayList<>();
    private final Map<Operand, IndexExpression> offsets = new HashMap<>();
    private final Map<Operand, ArrayExpression> arrays = new HashMap<>();
    /** Locals for arrays, by the loop before which they are declared. */
    private final Map<Integer, Map<ArrayExpression, ArrayExpression>> slots = new HashMap<>();

    private final Map<Input, String> scalars = new LinkedHashMap<>();
    private final Map<Integer, Code> values = new HashMap<>();

    LoopWriter(SectionContext context, UniqueNames names, Code code, List<Axis> axes, List<Operand> operands) {
        this.context = context;
        this.names = names;
        this.code = code;
        this.nest = new Nest(axes, operands);
        for (int i = 0; i < nest.depth(); i++) {
            variables.add(names.take(i < VARIABLES.length ? VARIABLES[i] : "i"));
        }
    }

    Nest nest() {
        return nest;
    }

    void open(int level) {
        String variable = variables.get(level);
        IndexExpression count = context.count(nest.axes().get(level));
        code.beginControlFlow("for (int $L = 0; $L < $L; $L++)", variable, variable, count, variable);
    }

    void close(int levels) {
        for (int i = 0; i < levels; i++) {
            code.endControlFlow();
        }
    }

    /** The first element of an operand's walk through the loops from {@code level} on, as an index of its array. */
    IndexExpression start(Operand operand, int level) {
        return walked(context.base(operand.view()), operand, 0, Math.min(level, nest.depth()));
    }

    /** An index plus what some loops add to it. */
    private IndexExpression walked(IndexExpression index, Operand operand, int from, int to) {
        IndexExpression sum = index;
        for (int i = from; i < to; i++) {
            int stride = nest.strides(operand).get(i);
            sum = sum.plus(variables.get(i), Nest.isSlot(operand, stride) ? 0 : stride);
        }
        return sum;
    }

    /** The array in which an operand lies inside the loops before {@code level}. */
    ArrayExpression array(Operand operand, int level) {
        ArrayExpression first = context.elementArray(operand.view());
        if (first.slot().isEmpty()) {
            return first;
        }
        IndexExpression slot = first.slot().get();
        for (int i = 0; i < Math.min(level, nest.depth()); i++) {
            int stride = nest.strides(operand).get(i);
            if (Nest.isSlot(operand, stride)) {
                slot = slot.plus(
                        variables.get(i), stride / operand.view().buffer().stride());
            }
        }
        return new ArrayExpression(first.field(), Optional.of(slot));
    }

    /** Declares what the loops from {@code level} on need of an operand. */
    void prepare(Operand operand, int level) {
        if (offsets.containsKey(operand)) {
            return;
        }
        IndexExpression start = start(operand, level);
        if (start.isConstant() || level == nest.depth()) {
            offsets.put(operand, start);
        } else {
            String name = names.take(plain(operand) + "At");
            code.addStatement("int $L = $L", name, start);
            offsets.put(operand, IndexExpression.variable(name));
        }
        boolean walksSlots = false;
        for (int s : nest.strides(operand).subList(Math.min(level, nest.depth()), nest.depth())) {
            walksSlots |= Nest.isSlot(operand, s);
        }
        if (!walksSlots) {
            arrays.put(operand, local(array(operand, level), operand, level));
        }
    }

    /** A local for a slot, because a loop must not have to load it again. */
    private ArrayExpression local(ArrayExpression array, Operand operand, int level) {
        if (array.slot().isEmpty() || level == nest.depth()) {
            return array;
        }
        return slots.computeIfAbsent(level, l -> new HashMap<>()).computeIfAbsent(array, slot -> {
            String name = names.take(plain(operand));
            code.addStatement("$L $L = $L", context.elements().array(), name, slot);
            return new ArrayExpression(name, Optional.empty());
        });
    }

    private String plain(Operand operand) {
        return context.name(operand.view());
    }

    /** An element of an operand inside all loops, prepared at {@code level}. */
    Code element(Operand operand, int level) {
        IndexExpression index = walked(offsets.get(operand), operand, level, nest.depth());
        ArrayExpression array = arrays.containsKey(operand) ? arrays.get(operand) : array(operand, nest.depth());
        return Code.of("$L[$L]", array, index);
    }

    /** Declares everything that the instructions and a few more inputs read inside the loops from {@code level} on. */
    void prepare(List<Instruction> instructions, List<Input> more, int level) {
        List<Input> inputs = new ArrayList<>(more);
        for (Instruction i : instructions) {
            inputs.addAll(i.inputs());
        }
        for (Input input : inputs) {
            if (input instanceof Input.Load) {
                prepareLoad((Input.Load) input, level);
            } else if (input instanceof Input.Scalar && !scalars.containsKey(input)) {
                scalar(
                        input,
                        "scalar",
                        Code.of("$L", context.request().scalars().get(((Input.Scalar) input).name())));
            }
        }
    }

    private void prepareLoad(Input.Load load, int level) {
        Operand operand = load.operand();
        prepare(operand, level);
        List<Integer> inner = nest.strides(operand).subList(Math.min(level, nest.depth()), nest.depth());
        boolean constant = !inner.isEmpty() && inner.stream().allMatch(s -> s == 0);
        if (constant && !scalars.containsKey(load)) {
            scalar(load, plain(operand), element(operand, level));
        }
    }

    private void scalar(Input input, String wish, Code value) {
        String name = names.take(wish);
        code.addStatement("$L $L = $L", context.elements().type(), name, value);
        scalars.put(input, name);
    }

    /** An input of an instruction inside all loops, as a name, an element, a literal or in brackets. */
    Code value(Input input, int level) {
        if (scalars.containsKey(input)) {
            return Code.of("$L", scalars.get(input));
        }
        return input.accept(new Input.Visitor<>() {
            @Override
            public Code visitLocal(Input.Local local) {
                return values.get(local.instruction());
            }

            @Override
            public Code visitLoad(Input.Load load) {
                return element(load.operand(), level);
            }

            @Override
            public Code visitNumber(Input.Number number) {
                return Code.of("$L", context.elements().literal(number.value()));
            }

            @Override
            public Code visitScalar(Input.Scalar scalar) {
                throw new IllegalStateException(scalar + " is not prepared");
            }
        });
    }

    /**
     * Writes instructions; one without a name that is read once becomes part of its reader.
     *
     * @param kept inputs whose instructions become locals in any case
     */
    void instructions(List<Instruction> instructions, List<Input> kept, int level) {
        int[] uses = new int[instructions.size()];
        for (Instruction instruction : instructions) {
            boolean square = square(instruction);
            for (Input i : instruction.inputs()) {
                count(i, square ? 2 : 1, uses);
            }
        }
        for (Input i : kept) {
            count(i, 2, uses);
        }
        for (int i = 0; i < instructions.size(); i++) {
            Instruction instruction = instructions.get(i);
            List<Code> operands = new ArrayList<>();
            for (Input in : instruction.inputs()) {
                operands.add(value(in, level));
            }
            Code expression = Formula.of(instruction.op(), operands, context.elements(), square(instruction));
            if (uses[i] <= 1 && instruction.name().isEmpty()) {
                values.put(i, instruction.op() instanceof Op.Unary ? expression : Code.of("($L)", expression));
            } else {
                String name = names.take(instruction.name().orElse("v" + i));
                code.addStatement("$L $L = $L", context.elements().type(), name, expression);
                values.put(i, Code.of("$L", name));
            }
        }
    }

    private static void count(Input input, int times, int[] uses) {
        if (input instanceof Input.Local) {
            uses[((Input.Local) input).instruction()] += times;
        }
    }

    private static boolean square(Instruction instruction) {
        return instruction.op() instanceof Op.Binary
                && ((Op.Binary) instruction.op()).function() == BinaryFunction.POWER
                && instruction.inputs().get(1).equals(new Input.Number(2));
    }
}
