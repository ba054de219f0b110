package io.lstmc.compiler.streams;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.runtime.StreamState;
import io.lstmc.runtime.tensor.FloatStorage;
import io.lstmc.runtime.tensor.Parameter;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The states of a stream as the application sees them. */
class StreamStatesTest {

    private static final int STEPS = 9;

    private static final String NESTED = """
            cell Inner(units) {
              input x
              state h[units], count[]
              param W ~ glorot
              h[t] = tanh(W·x + h[t-1])
              count[t] = count[t-1] + 1
              output y = h[t] * count[t]
            }
            cell Outer(units) {
              input x
              state h[units] ~ constant(0.5)
              param U ~ glorot
              first = Inner(x, units: units)
              h[t]  = tanh(U·first - h[t-1])
              output h[t]
            }
            """;

    private static CompiledModel compiled(String layers, Precision precision) {
        return CompiledModel.of(
                NESTED + "model M { time T = " + STEPS + " input x[T, 3] " + layers + " }",
                CompileOptions.DEFAULT.with(precision));
    }

    private static Object stream(CompiledModel compiled) {
        return CompiledModel.call(compiled.model(), "stream");
    }

    private static float[][] inputs(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] inputs = new float[STEPS][3];
        for (float[] x : inputs) {
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) random.nextDouble(-2, 2);
            }
        }
        return inputs;
    }

    private static float[] step(Object stream, float[] x) {
        return ((float[]) CompiledModel.call(stream, "step", (Object) x)).clone();
    }

    private static StreamState state(Object stream) {
        return (StreamState) CompiledModel.call(stream, "state");
    }

    /** Calls a method with one parameter of a certain type, where there are several of its name. */
    private static void call(Object object, String name, Class<?> type, Object argument) {
        try {
            object.getClass().getMethod(name, type).invoke(object, argument);
        } catch (InvocationTargetException e) {
            throw (RuntimeException) e.getCause();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static void set(Object stream, Object from) {
        call(stream, "set", from.getClass(), from);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "layer a = LSTM(x, units: 5) output y = Dense(a, units: 2)",
                "layer a = GRU(x, units: 4) layer b = LSTM(a, units: 3) output y = b",
                "layer a = Outer(x, units: 4) output y = a",
                "layer a = Peephole(x, units: 4) layer b = RNN([x, a], units: 2) output y = last(b)",
                "output y = tanh(x)",
            })
    void aStreamGoesOnFromAStateWithTheSameBits(String layers) throws Exception {
        CompiledModel compiled = compiled(layers, Precision.FLOAT);
        float[][] x = inputs(4);
        Object whole = stream(compiled);
        float[][] expected = new float[STEPS][];
        for (int t = 0; t < STEPS; t++) {
            StreamState before = state(whole);
            Object copy = CompiledModel.call(whole, "copy");
            expected[t] = step(whole, x[t]);
            assertArrayEquals(expected[t], step(copy, x[t]));
            for (float[] other : inputs(5)) {
                step(copy, other);
            }
            // Back to before the step, by a state, and to after it, by a stream.
            set(copy, before);
            assertArrayEquals(expected[t], step(copy, x[t]));
            step(copy, x[0]);
            set(copy, whole);
            if (t + 1 < STEPS) {
                assertArrayEquals(step(CompiledModel.call(whole, "copy"), x[t + 1]), step(copy, x[t + 1]));
            }
        }
        Object again = stream(compiled);
        for (int t = 0; t < STEPS; t++) {
            assertArrayEquals(expected[t], step(again, x[t]), "copies do not disturb a stream");
        }
    }

    @Test
    void stateNamesAreThoseOfTheSource() {
        assertEquals(
                List.of("a.h", "a.c", "b.h", "b.first.h", "b.first.count"),
                state(stream(compiled(
                                "layer a = LSTM(x, units: 5) layer b = Outer(a, units: 2) output y = b",
                                Precision.FLOAT)))
                        .states()
                        .stream()
                        .map(Parameter::name)
                        .toList());
    }

    @Test
    void statesAreReadSetAndSaved(@TempDir Path folder) throws Exception {
        CompiledModel compiled = compiled("layer a = Outer(x, units: 4) output y = a", Precision.FLOAT);
        Object stream = stream(compiled);
        StreamState first = state(stream);
        assertArrayEquals(new float[] {0.5f, 0.5f, 0.5f, 0.5f}, ((FloatStorage) first.get("a.h")).array());
        float[][] x = inputs(6);
        step(stream, x[0]);
        step(stream, x[1]);
        StreamState state = state(stream);
        assertEquals(2, state.get("a.first.count").get(0));
        assertEquals(0, first.get("a.first.count").get(0), "a state is no view of its stream");
        assertEquals("state of a stream of M: a.h[4], a.first.h[4], a.first.count[]", state.toString());
        state.set("a.first.count", 7f);
        set(stream, state);
        step(stream, x[2]);
        assertEquals(8, state(stream).get("a.first.count").get(0));
        call(stream, "state", StreamState.class, state);
        assertEquals(8, state.get("a.first.count").get(0));
        state.save(folder.resolve("state"));
        float[] expected = step(stream, x[3]);
        Object other = stream(compiled);
        StreamState read = state(other);
        read.load(folder.resolve("state"));
        set(other, read);
        assertArrayEquals(expected, step(other, x[3]));
        CompiledModel.call(other, "reset");
        assertArrayEquals(
                ((FloatStorage) first.values()).array(),
                ((FloatStorage) state(other).values()).array());
    }

    /** Whether the first step is still to come belongs to the state, where that step says with what states begin. */
    @Test
    void statesThatBeginWithInputsAreCopiedBeforeAndAfterTheFirstStep() {
        CompiledModel compiled = CompiledModel.of("""
                cell Given(units) {
                  input x, start[units]
                  state h[units] = start
                  param W ~ glorot
                  h[t] = tanh(W·x + h[t-1])
                  output h[t]
                }
                model M { time T = 9 input x[T, 3], s[2] layer a = Given(x, s, units: 2) output y = a }
                """, CompileOptions.DEFAULT);
        float[][] x = inputs(7);
        float[] start = {0.3f, -0.7f};
        Object whole = stream(compiled);
        StreamState fresh = state(whole);
        Object copied = CompiledModel.call(whole, "copy");
        float[] first = ((float[]) CompiledModel.call(whole, "step", x[0], start)).clone();
        StreamState after = state(whole);
        float[] second = ((float[]) CompiledModel.call(whole, "step", x[1], start)).clone();
        assertEquals(
                List.of("a.h", "a.h.first_step"),
                fresh.states().stream().map(Parameter::name).toList());
        assertArrayEquals(first, (float[]) CompiledModel.call(copied, "step", x[0], start));
        set(copied, after);
        assertArrayEquals(second, (float[]) CompiledModel.call(copied, "step", x[1], start));
        set(copied, fresh);
        assertArrayEquals(first, (float[]) CompiledModel.call(copied, "step", x[0], start));
        set(copied, whole);
        set(whole, after);
        assertArrayEquals(second, (float[]) CompiledModel.call(whole, "step", x[1], start));
        assertArrayEquals(((float[]) CompiledModel.call(whole, "step", x[2], start)).clone(), (float[])
                CompiledModel.call(copied, "step", x[2], start));
    }

    /** A state that is set is there at the first step; the others begin as they do. */
    @Test
    void aStateThatIsSetDoesNotBeginAnew() {
        CompiledModel compiled = CompiledModel.of("""
                cell Given(units) {
                  input x, start[units]
                  state h[units] = start, c[units] = 2 * start, n[] ~ constant(4)
                  h[t] = h[t-1] + x[0]
                  c[t] = c[t-1] + x[0]
                  n[t] = n[t-1] + x[0]
                  output y = [h[t], c[t], n[t]]
                }
                model M { time T = 9 input x[T, 1], s[1] layer a = Given(x, s, units: 1) output y = a }
                """, CompileOptions.DEFAULT);
        Object stream = stream(compiled);
        float[] one = {1};
        float[] start = {10};
        for (int round = 0; round < 2; round++) {
            StreamState state = state(stream);
            state.set("a.h", 100f);
            set(stream, state);
            assertArrayEquals(new float[] {101, 21, 5}, (float[]) CompiledModel.call(stream, "step", one, start));
            assertArrayEquals(new float[] {102, 22, 6}, (float[]) CompiledModel.call(stream, "step", one, start));
            CompiledModel.call(stream, "reset");
        }
        StreamState state = state(stream);
        state.set("a.c", new FloatStorage(new float[] {7}));
        state.set("a.n", 0.5);
        set(stream, state);
        assertArrayEquals(new float[] {11, 8, 1.5f}, (float[]) CompiledModel.call(stream, "step", one, start));
        state.set("a.c.first_step", 1f);
        set(stream, state);
        assertArrayEquals(new float[] {11, 21, 1.5f}, (float[]) CompiledModel.call(stream, "step", one, start));
    }

    @Test
    void mistakesAreExplained() {
        StreamState state = state(stream(compiled("layer a = LSTM(x, units: 5) output y = a", Precision.FLOAT)));
        Object other = stream(compiled("layer a = GRU(x, units: 5) output y = a", Precision.FLOAT));
        Object twice = stream(compiled("layer a = LSTM(x, units: 5) output y = a", Precision.DOUBLE));
        assertEquals(
                "this is the state of a stream of M, which has a.h[5], a.c[5], not a.h[5]",
                assertThrows(IllegalArgumentException.class, () -> set(other, state))
                        .getMessage());
        assertEquals(
                "state is null",
                assertThrows(IllegalArgumentException.class, () -> call(other, "set", StreamState.class, null))
                        .getMessage());
        assertEquals(
                "other is null",
                assertThrows(NullPointerException.class, () -> call(other, "set", other.getClass(), null))
                        .getMessage());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> set(twice, state))
                .getMessage()
                .startsWith("this is the state of a stream of M in another precision"));
        assertEquals(
                "M has no state a.H; did you mean a.h?",
                assertThrows(IllegalArgumentException.class, () -> state.get("a.H"))
                        .getMessage());
        assertEquals(
                "a.h[5] takes 5 values, not 1",
                assertThrows(IllegalArgumentException.class, () -> state.set("a.h", 1f))
                        .getMessage());
    }

    /** What a search does at each step. */
    @Test
    void movingStatesAllocatesNothing() throws Exception {
        CompiledModel compiled = compiled("layer a = LSTM(x, units: 5) output y = a", Precision.FLOAT);
        Object one = stream(compiled);
        Object two = stream(compiled);
        StreamState state = state(one);
        Method give = one.getClass().getMethod("state", StreamState.class);
        Method take = one.getClass().getMethod("set", StreamState.class);
        Method move = one.getClass().getMethod("set", one.getClass());
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Object[] ofState = {state};
        Object[] ofStream = {one};
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < 50; round++) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < 1000; i++) {
                give.invoke(one, ofState);
                take.invoke(two, ofState);
                move.invoke(two, ofStream);
            }
            bytes = Math.min(
                    bytes,
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        assertTrue(bytes < 1000, bytes + " bytes in 3000 calls");
        assertFalse(Arrays.equals(step(one, new float[] {1, 2, 3}), new float[5]));
    }
}
