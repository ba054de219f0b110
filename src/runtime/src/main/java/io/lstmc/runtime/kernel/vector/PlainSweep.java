package io.lstmc.runtime.kernel.vector;

import io.lstmc.runtime.kernel.FloatEquations;
import io.lstmc.runtime.kernel.PlainFunctions;
import io.lstmc.runtime.kernel.RowSums;
import io.lstmc.runtime.kernel.vector.loops.SweepPlaces;
import io.lstmc.runtime.kernel.vector.piece.VectorScratch;
import io.lstmc.runtime.math.Fma;
import io.lstmc.runtime.math.Maths;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plain Java for all sweeps of {@link FloatEquations} while their vector code is not compiled: row by row, and in each row word
 * by word. Loops that are made for one sweep are faster in the end, but the JIT compiler has one thread on most machines, and
 * with a few dozen of them it is busy for seconds, in which the vector code waits. The loops of the words it compiles once.
 *
 * <p>A value is an array of its own, from its start on, since C2 of JDK 17 makes vector instructions only of loops that walk
 * all their arrays with the same index.
 */
final class PlainSweep {

    private static final String SWEEP = "rows ";

    private enum Kind {
        ADD,
        SUBTRACT,
        MULTIPLY,
        DIVIDE,
        FMA,
        NEGATE,
        SQRT,
        TANH,
        SIGMOID,
        WITHIN,
        NUMBER,
        LOAD_ROW,
        LOAD_NUMBER,
        LOAD_SHARED,
        LOAD_GROUP,
        STORE_ROW,
        STORE_SHARED,
        STORE_GROUP,
        SUM
    }

    /**
     * One thing to do to a row.
     *
     * @param to the value that it computes, if it does
     * @param x its first operand; {@code y} and {@code z} are the others
     * @param place the array that it loads or stores
     * @param number a constant
     */
    private record Step(Kind kind, int to, int x, int y, int z, int place, float number) {

        int[] operands() {
            return z >= 0 ? new int[] {x, y, z} : y >= 0 ? new int[] {x, y} : x >= 0 ? new int[] {x} : new int[0];
        }

        /** The same with other numbers for values. */
        Step with(int[] numbers) {
            return new Step(kind, at(numbers, to), at(numbers, x), at(numbers, y), at(numbers, z), place, number);
        }

        private static int at(int[] numbers, int value) {
            return value < 0 ? value : numbers[value];
        }
    }

    private final int columns;
    private final List<Step> read = new ArrayList<>();
    private final Step[] steps;

    /** How many rows a group has. */
    private int group = 1;

    /** The arrays of sums of groups, which begin with zeros. */
    private final List<Integer> groupSums = new ArrayList<>();

    // Of the words so far: how many values there are, those on the stack, and those with a name.
    private int values;
    private final List<Integer> stack = new ArrayList<>();
    private final Map<String, Integer> named = new HashMap<>();

    private PlainSweep(String text) {
        String[] words = text.split(" ");
        columns = Integer.parseInt(words[1]);
        for (int i = 2; i < words.length; i++) {
            word(words[i]);
        }
        steps = inFewArrays();
    }

    /** Null if the text is no sweep, or one with parts of vectors, for which there will be no vector code. */
    static PlainSweep of(String text) {
        if (!text.startsWith(SWEEP)) {
            return null;
        }
        PlainSweep sweep = new PlainSweep(text);
        return sweep.columns % RowSums.PARTS == 0 ? sweep : null;
    }

    private void word(String word) {
        switch (word) {
            case "+" -> operation(Kind.ADD, 2);
            case "-" -> operation(Kind.SUBTRACT, 2);
            case "*" -> operation(Kind.MULTIPLY, 2);
            case "/" -> operation(Kind.DIVIDE, 2);
            case "fma" -> operation(Kind.FMA, 3);
            case "neg" -> operation(Kind.NEGATE, 1);
            case "sqrt" -> operation(Kind.SQRT, 1);
            case "tanh" -> operation(Kind.TANH, 1);
            case "sigmoid" -> operation(Kind.SIGMOID, 1);
            default -> operand(word, word.substring(1));
        }
    }

    private void operand(String word, String rest) {
        switch (word.charAt(0)) {
            case '=' -> named.put(rest, pop());
            case '$' -> stack.add(named.get(rest));
            case '#' -> value(Kind.NUMBER, -1, -1, -1, 0, Float.parseFloat(rest));
            case 'w' -> value(Kind.WITHIN, pop(), -1, -1, 0, Float.parseFloat(word.substring("within".length())));
            case '>' -> store(rest, pop());
            case 'Σ' -> sum(rest, pop());
            default -> load(word);
        }
    }

    private void load(String place) {
        value(
                switch (place.charAt(0)) {
                    case 'm' -> Kind.LOAD_ROW;
                    case 'n' -> Kind.LOAD_NUMBER;
                    case 's' -> Kind.LOAD_SHARED;
                    case 'g' -> Kind.LOAD_GROUP;
                    default -> throw new IllegalArgumentException(place);
                },
                -1,
                -1,
                -1,
                array(place),
                0);
    }

    private void store(String place, int x) {
        step(
                switch (place.charAt(0)) {
                    case 'm' -> Kind.STORE_ROW;
                    case 's' -> Kind.STORE_SHARED;
                    case 'g' -> Kind.STORE_GROUP;
                    default -> throw new IllegalArgumentException(place);
                },
                x,
                array(place));
    }

    private void sum(String place, int x) {
        if (place.startsWith("n")) {
            step(Kind.SUM, x, array(place));
            return;
        }
        stack.add(x);
        load(place);
        operation(Kind.ADD, 2);
        store(place, pop());
        if (place.startsWith("g")) {
            groupSums.add(array(place));
        }
    }

    /** The array of a place; learns from it how many rows a group has. */
    private int array(String place) {
        group = Math.max(group, SweepPlaces.group(place));
        return SweepPlaces.array(place);
    }

    /** The steps with arrays for values, which are used again when nobody needs the value any more. */
    private Step[] inFewArrays() {
        int[] lastUse = new int[values];
        for (int i = 0; i < read.size(); i++) {
            for (int operand : read.get(i).operands()) {
                lastUse[operand] = i;
            }
        }
        int[] array = new int[values];
        int arrays = 0;
        Deque<Integer> free = new ArrayDeque<>();
        Step[] placed = new Step[read.size()];
        for (int i = 0; i < placed.length; i++) {
            Step step = read.get(i);
            Set<Integer> done = new HashSet<>();
            for (int operand : step.operands()) {
                if (lastUse[operand] == i && done.add(operand)) {
                    free.push(array[operand]);
                }
            }
            if (step.to >= 0) {
                array[step.to] = free.isEmpty() ? arrays++ : free.pop();
            }
            placed[i] = step.with(array);
        }
        values = arrays;
        return placed;
    }

    private int pop() {
        return stack.remove(stack.size() - 1);
    }

    private void operation(Kind kind, int operands) {
        int z = operands > 2 ? pop() : -1;
        int y = operands > 1 ? pop() : -1;
        value(kind, pop(), y, z, 0, 0);
    }

    private void value(Kind kind, int x, int y, int z, int place, float number) {
        read.add(new Step(kind, values, x, y, z, place, number));
        stack.add(values);
        values++;
    }

    private void step(Kind kind, int x, int place) {
        read.add(new Step(kind, -1, x, -1, -1, place, 0));
    }

    /** Computes a sweep as {@link FloatEquations#run(int, float[][], int[])} does, at once. */
    void run(int rows, float[][] a, int[] starts) {
        for (int sums : groupSums) {
            Arrays.fill(a[sums], 0, rows / group * columns, 0);
        }
        VectorScratch scratch = VectorScratch.take();
        float[][] v = scratch.rows(values, columns);
        for (int r = 0; r < rows; r++) {
            for (Step step : steps) {
                run(step, r, v, a[step.place], starts);
            }
        }
        scratch.giveBack();
    }

    private void run(Step step, int r, float[][] v, float[] array, int[] starts) {
        int n = columns;
        switch (step.kind) {
            case ADD -> add(n, v[step.x], v[step.y], v[step.to]);
            case SUBTRACT -> subtract(n, v[step.x], v[step.y], v[step.to]);
            case MULTIPLY -> multiply(n, v[step.x], v[step.y], v[step.to]);
            case DIVIDE -> divide(n, v[step.x], v[step.y], v[step.to]);
            case FMA -> fma(n, v[step.x], v[step.y], v[step.z], v[step.to]);
            case NEGATE -> negate(n, v[step.x], v[step.to]);
            case SQRT -> sqrt(n, v[step.x], v[step.to]);
            case TANH -> PlainFunctions.tanh(0, n, v[step.x], v[step.to]);
            case SIGMOID -> PlainFunctions.sigmoid(0, n, v[step.x], v[step.to]);
            case WITHIN -> within(n, v[step.x], step.number, v[step.to]);
            case NUMBER -> fill(n, v[step.to], step.number);
            case LOAD_ROW -> copy(array, r * n, v[step.to], 0, n);
            case LOAD_NUMBER -> fill(n, v[step.to], array[r]);
            case LOAD_SHARED -> copy(array, starts[step.place], v[step.to], 0, n);
            case LOAD_GROUP -> copy(array, r / group * n, v[step.to], 0, n);
            case STORE_ROW -> copy(v[step.x], 0, array, r * n, n);
            case STORE_SHARED -> copy(v[step.x], 0, array, starts[step.place], n);
            case STORE_GROUP -> copy(v[step.x], 0, array, r / group * n, n);
            case SUM -> RowSums.sum(1, n, v[step.x], 0, 0, null, 0, 0, array, r);
        }
    }

    private static void copy(float[] from, int fromAt, float[] to, int toAt, int n) {
        System.arraycopy(from, fromAt, to, toAt, n);
    }

    private static void fill(int n, float[] to, float number) {
        Arrays.fill(to, 0, n, number);
    }

    private static void add(int n, float[] x, float[] y, float[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = x[i] + y[i];
        }
    }

    private static void subtract(int n, float[] x, float[] y, float[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = x[i] - y[i];
        }
    }

    private static void multiply(int n, float[] x, float[] y, float[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = x[i] * y[i];
        }
    }

    private static void divide(int n, float[] x, float[] y, float[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = x[i] / y[i];
        }
    }

    private static void fma(int n, float[] x, float[] y, float[] z, float[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Fma.fma(x[i], y[i], z[i]);
        }
    }

    private static void negate(int n, float[] x, float[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = -x[i];
        }
    }

    private static void sqrt(int n, float[] x, float[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = Maths.sqrt(x[i]);
        }
    }

    private static void within(int n, float[] x, float bound, float[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = x[i] > bound ? bound : x[i] < -bound ? -bound : x[i];
        }
    }
}
