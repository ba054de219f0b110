package io.lstmc.compiler.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.LstmCompiler;
import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import io.lstmc.compiler.plan.ProgramPort.Direction;
import io.lstmc.compiler.plan.ProgramPort.Role;
import io.lstmc.compiler.program.TooLargeException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final String MODEL = "model M { time T = 5 input x[T, 3] target y[4]"
            + " layer a = LSTM(x, units: 4) output p = last(a) loss mse(p, y)"
            + " train { optimizer adam(lr: 0.01) schedule cosine() batch 6 } }";

    private static Plan plan(String text) {
        Diagnostics diagnostics = new Diagnostics();
        return LstmCompiler.lower(
                        new SourceText("m.lstm", text), "M", CompileOptions.DEFAULT, diagnostics, (stage, graph) -> {})
                .map(Plan::of)
                .orElseThrow(() -> new AssertionError(diagnostics.sorted().toString()));
    }

    private static Set<String> names(ScheduledProgram program, Role role, Direction direction) {
        return program.ports(role, direction).stream()
                .map(ProgramPort::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void thePortsOfTraining() {
        Plan plan = plan(MODEL);
        ScheduledProgram training = plan.training();
        assertEquals(Set.of("x"), names(training, Role.INPUT, Direction.IN));
        assertEquals(Set.of("y"), names(training, Role.TARGET, Direction.IN));
        assertEquals(Set.of("δloss"), names(training, Role.ADJOINT, Direction.IN));
        assertEquals(Set.of("p"), names(training, Role.OUTPUT, Direction.OUT));
        assertEquals(Set.of("loss"), names(training, Role.LOSS, Direction.OUT));
        Set<String> parameters = names(training, Role.PARAMETER, Direction.IN);
        assertEquals(12, parameters.size(), parameters.toString());
        assertEquals(
                parameters.stream().map(n -> "δ" + n).collect(Collectors.toSet()),
                names(training, Role.ADJOINT, Direction.OUT));
        assertEquals(List.of("forward", "loss", "backward"), sections(training));
        assertEquals(List.of("forward"), sections(plan.predictions()));
    }

    private static List<String> sections(ScheduledProgram program) {
        return program.sections().stream().map(Section::name).toList();
    }

    @Test
    void parametersAndTheirAdjointsLieAtTheirOffsets() {
        Plan plan = plan(MODEL);
        int end = 0;
        for (Parameter parameter : plan.signature().parameters()) {
            assertEquals(end, parameter.offset(), parameter.name());
            end += parameter.type().elements();
            ProgramPort in = port(plan.training(), parameter.name());
            ProgramPort out = port(plan.training(), "δ" + parameter.name());
            assertEquals(parameter.type(), in.type());
            assertEquals(
                    List.of("theta", "gradients"),
                    List.of(in.external().get(), out.external().get()));
            assertEquals(parameter.offset(), in.place().get().offset());
            assertEquals(parameter.offset(), out.place().get().offset());
            assertTrue(in.liesOutside() && out.liesOutside());
        }
        assertEquals(end, plan.signature().parameterCount());
    }

    private static ProgramPort port(ScheduledProgram program, String name) {
        return program.ports().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void residualsGoToBackwardAlone() {
        Plan plan = plan(MODEL);
        List<Residual> residuals = plan.training().residuals();
        assertTrue(residuals.size() > 3, residuals.toString());
        assertTrue(residuals.stream().anyMatch(r -> r.from().equals("forward") && r.to().equals("backward")));
        assertTrue(residuals.stream().noneMatch(r -> r.from().equals(r.to())), residuals.toString());
        assertEquals(List.of(), plan.predictions().residuals());
    }

    @Test
    void withoutALossEachOutputGivesAnAdjoint() {
        Plan plan = plan(
                "model M { time T = 2 input x[T, 3] layer a = GRU(x, units: 4) output p = last(a)" + " output q = a }");
        assertEquals(Set.of("δp", "δq"), names(plan.training(), Role.ADJOINT, Direction.IN));
        assertEquals(List.of("forward", "backward"), sections(plan.training()));
        assertTrue(plan.updates().isEmpty() && plan.rate().isEmpty());
    }

    @Test
    void nothingIsTrainedWithoutParameters() {
        Plan plan = plan("model M { input x[3] output p = tanh(x) }");
        assertEquals(Set.of(), names(plan.training(), Role.PARAMETER, Direction.IN));
        assertEquals(0, plan.signature().parameterCount());
        assertEquals(List.of(), plan.rowGradients());
    }

    /** Others are cleared whole before each pass. */
    @Test
    void derivativesAreThoseOfRowsWhereNothingElseIsAddedToThem() {
        String model =
                "model M { time T = 3 input w[T] : token(7) param E[7, 2], F[7, 2], G[7, 2] ~ uniform output p = ";
        assertEquals(
                List.of("E", "F"), plan(model + "E[w] * F[w] + G[w] + G[0] }").rowGradients());
        assertEquals(List.of("G"), plan(model + "E[w] + F[w] + 2 * G[w] }").rowGradients());
    }

    @Test
    void parametersThatBeginAlikeHaveOneProgram() {
        Plan plan = plan("model M { input x[3] param U[3, 3], V[3, 3] ~ glorot param W[3, 3] ~ orthogonal"
                + " param b[3] ~ zeros output p = U·x + V·x + W·x + b }");
        Map<String, Beginning> beginnings =
                plan.signature().parameters().stream().collect(Collectors.toMap(Parameter::name, Parameter::beginning));
        assertSame(program(beginnings.get("U")), program(beginnings.get("V")));
        assertNotSame(program(beginnings.get("U")), program(beginnings.get("W")));
        assertEquals(new Beginning.Constant(0), beginnings.get("b"));
        assertTrue(program(beginnings.get("U")).random());
    }

    private static ScheduledProgram program(Beginning beginning) {
        return assertInstanceOf(Beginning.Computed.class, beginning).program();
    }

    @Test
    void aStreamKeepsStates() {
        Plan plan = plan(MODEL.replace("last(a)", "a").replace("target y[4]", "target y[T, 4]"));
        Plan.Stream stream = plan.stream().orElseThrow();
        assertEquals(Set.of("a.c", "a.h"), names(stream.step(), Role.STATE, Direction.IN));
        assertEquals(Set.of("a.c", "a.h"), names(stream.step(), Role.STATE, Direction.OUT));
        assertEquals(new Beginning.Constant(0), stream.beginnings().get("a.c"));
        assertEquals(1, stream.step().block());
        Set<String> arrays = new HashSet<>();
        stream.step()
                .ports(Role.STATE, Direction.IN)
                .forEach(p -> arrays.add(p.external().get()));
        assertEquals(2, arrays.size());
    }

    @Test
    void statesOfAnOptimizerAreNotTheParameters() {
        String optimizer = "optimizer o(lr) { input g state θ state theta ~ constant(1) state gradient ~ zeros"
                + " theta[k] = theta[k-1] + g gradient[k] = gradient[k-1] + g"
                + " θ[k] = θ[k-1] - lr * (theta[k] + gradient[k]) }\n";
        Plan plan = plan(optimizer + MODEL.replace("adam(lr: 0.01)", "o(lr: 0.1)"));
        Plan.Update update = plan.updates().get(0);
        Set<String> arrays = new HashSet<>();
        update.program().ports().stream()
                .filter(p -> p.direction() == Direction.IN && p.place().isPresent())
                .forEach(p -> arrays.add(p.external().get()));
        assertEquals(4, arrays.size(), arrays.toString());
        assertEquals(1.0, update.beginnings().get("theta"));
        assertEquals(Precision.DOUBLE, plan.rate().orElseThrow().precision());
    }

    @Test
    void carriedStatesGoInAndOut() {
        assertTrue(plan(MODEL).carry().isEmpty());
        Plan plan = plan(MODEL.replace("batch 6", "batch 6 carry"));
        Plan.Carry carry = plan.carry().orElseThrow();
        assertEquals(Set.of(carry.goesOn()), names(plan.training(), Role.GOES_ON, Direction.IN));
        assertEquals(
                carry.states().stream().map(Plan.Carry.State::before).collect(Collectors.toSet()),
                names(plan.training(), Role.STATE, Direction.IN));
        assertEquals(Set.of("a.c", "a.h"), names(plan.training(), Role.STATE, Direction.OUT));
        assertEquals(Set.of("x"), names(plan.training(), Role.INPUT, Direction.IN));
    }

    @Test
    void whatIsFrozenHasNoAdjointAndLiesBehindTheRest() {
        Plan plan = plan(MODEL.replace("batch 6", "batch 6 frozen [a.W_f]"));
        Parameter frozen = plan.signature().parameters().stream()
                .filter(Parameter::frozen)
                .findFirst()
                .orElseThrow();
        assertEquals("a.W_f", frozen.name());
        assertEquals(
                plan.signature().parameterCount(),
                frozen.offset() + frozen.type().elements());
        assertTrue(!names(plan.training(), Role.ADJOINT, Direction.OUT).contains("δa.W_f"));
        assertEquals(frozen.offset(), plan.updates().get(0).to());
    }

    @Test
    void asManySamplesAsTheBatchAndTheMemoryHold() {
        assertEquals(6, plan(MODEL).block());
        assertEquals(32, plan(MODEL.replace("batch 6", "batch 100")).block());
        Plan large = plan("model M { time T = 2000 input x[T, 4000] output p = tanh(x) - x }");
        assertTrue(large.block() < 32 && large.block() > 1, "block " + large.block());
        assertTrue(large.predictions().bytes() <= 1L << 30);
        assertNotEquals(0, large.training().bytes());
    }

    @Test
    void valuesMustFitIntoArrays() {
        GraphBuilder graph = new GraphBuilder();
        Node x = graph.argument("x", Op.Role.INPUT, new TensorType(100_000, true, List.of(20_000)));
        Node y = graph.unary(UnaryFunction.TANH, x);
        List<Section> sections = List.of(new Section("forward", List.of("y")));
        GraphPlan large = new GraphPlan(
                graph.build(Map.of("y", y)), Purpose.PREDICTIONS, 2, sections, Precision.FLOAT, Optimizations.NONE);
        assertThrows(TooLargeException.class, large::schedule);
    }
}
