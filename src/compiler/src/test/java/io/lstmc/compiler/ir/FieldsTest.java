package io.lstmc.compiler.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FieldsTest {

    /** One operation of each kind; no two of its fields of one type are equal. */
    private static final List<Op> ONE_OF_EACH = List.of(
            new Op.Argument("x", Op.Role.INPUT, TensorType.perSample(3)),
            new Op.Constant(0.5, TensorType.SCALAR),
            new Op.Unary(UnaryFunction.TANH),
            new Op.Binary(BinaryFunction.DIVIDE),
            new Op.Select(),
            new Op.Broadcast(TensorType.shared(2)),
            new Op.Reduce(Op.Reduction.MAX, TensorType.SCALAR),
            new Op.Contract("ij", "j", "i", true, false),
            new Op.Concatenate(1),
            new Op.Slice(0, 2, 5),
            new Op.Pad(0, 1, 4),
            new Op.Reshape(3, List.of(2, 2)),
            new Op.Transpose(),
            new Op.Random(Op.Distribution.GAUSSIAN, 7, TensorType.SCALAR),
            new Op.Orthonormal(),
            new Op.StopGradient(),
            new Op.Scan(9, true, 1, 2, 3, new Graph(List.of(), Map.of())),
            new Op.Project(4));

    static Stream<Op> operations() {
        return ONE_OF_EACH.stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void holdAllComponentsInOrder(Op op) throws ReflectiveOperationException {
        List<Object> components = new ArrayList<>();
        for (RecordComponent component : op.getClass().getRecordComponents()) {
            components.add(component.getAccessor().invoke(op));
        }

        assertEquals(components, op.accept(Fields.OF));
    }

    @Test
    void areKnownOfAllOperations() {
        List<Class<?>> tested =
                ONE_OF_EACH.stream().<Class<?>>map(Object::getClass).toList();
        List<Class<?>> all = Arrays.stream(Op.class.getPermittedSubclasses())
                .<Class<?>>map(c -> c)
                .toList();

        assertEquals(all, tested);
    }
}
