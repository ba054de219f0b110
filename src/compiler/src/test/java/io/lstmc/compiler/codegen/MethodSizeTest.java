package io.lstmc.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Unroll;
import io.lstmc.compiler.codegen.method.EmittedRun;
import io.lstmc.compiler.codegen.method.GraphEmitterTest;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Interpreter;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.Tensor;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class MethodSizeTest {

    /** A method with more is never compiled by the just-in-time compiler. */
    private static final int HUGE = 8000;

    private static final int LARGEST = 2000;

    /** Bytecodes of each method; an overloaded name counts for all. */
    private static Map<String, Integer> sizes(EmittedRun run) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (byte[] bytes : run.classFiles().values()) {
            ClassVisitor visitor = new ClassVisitor(Opcodes.ASM9, new ClassWriter(0)) {
                @Override
                public MethodVisitor visitMethod(
                        int access, String name, String type, String signature, String[] exceptions) {
                    MethodVisitor writer = super.visitMethod(access, name, type, signature, exceptions);
                    return new MethodVisitor(Opcodes.ASM9, writer) {
                        @Override
                        public void visitMaxs(int stack, int locals) {
                            Label end = new Label();
                            super.visitLabel(end);
                            sizes.merge(name, end.getOffset(), Integer::sum);
                            super.visitMaxs(stack, locals);
                        }
                    };
                }
            };
            new ClassReader(bytes).accept(visitor, 0);
        }
        return sizes;
    }

    private static void assertSmall(EmittedRun run) {
        sizes(run)
                .forEach((method, size) -> assertTrue(
                        size < (method.equals("<init>") ? HUGE : LARGEST), method + " has " + size + " bytecodes"));
    }

    @Test
    void thousandStepsWithoutALoop() {
        Graph graph = GraphEmitterTest.recurrence(1000, 2, 3);
        EmittedRun run = EmittedRun.of(EmittedRun.request(graph, 2, Precision.DOUBLE, Unroll.FULL));
        assertSmall(run);
        assertEquals(
                1000,
                run.java()
                        .lines()
                        .filter(l -> l.matches(" *evaluateStep0\\([0-9]+\\);"))
                        .count());
        Map<String, Tensor> arguments = GraphEmitterTest.arguments(graph, 2, 1);
        GraphEmitterTest.assertEqual(
                Interpreter.run(graph, arguments, 2), run.run(arguments, 2), 1e-9, "thousand steps");
    }

    @Test
    void aLongBodyBecomesManyMethods() {
        GraphBuilder body = new GraphBuilder();
        TensorType type = new TensorType(0, true, List.of(4));
        Node h = body.argument("h", Op.Role.CARRY, type);
        Node x = body.argument("x", Op.Role.ELEMENT, type);
        Node y = h;
        for (int i = 0; i < 300; i++) {
            y = body.unary(UnaryFunction.TANH, body.plus(body.times(y, x), body.constantLike(i % 7, x)));
        }
        Map<String, Node> ends = new LinkedHashMap<>();
        ends.put("next", y);
        GraphBuilder builder = new GraphBuilder();
        Node data = builder.argument("x", Op.Role.INPUT, type.withSteps(3));
        List<Node> out =
                builder.scan(new Op.Scan(3, true, 1, 1, 0, body.build(ends)), List.of(builder.constant(0, type), data));
        Graph graph = builder.build(Map.of("y", out.get(0)));
        EmittedRun run = EmittedRun.of(EmittedRun.request(graph, 2, Precision.DOUBLE, Unroll.AUTOMATIC));
        assertSmall(run);
        Map<String, Tensor> arguments = GraphEmitterTest.arguments(graph, 2, 1);
        GraphEmitterTest.assertEqual(Interpreter.run(graph, arguments, 2), run.run(arguments, 2), 1e-9, "long body");
    }
}
