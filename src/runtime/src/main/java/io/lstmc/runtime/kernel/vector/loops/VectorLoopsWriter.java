package io.lstmc.runtime.kernel.vector.loops;

import io.lstmc.runtime.kernel.vector.piece.VectorLanes;
import io.lstmc.runtime.kernel.warmup.CompilationProbe;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the class of some equations: a method for each loop, because the JIT compiler does not like longer ones, and one
 * that calls them.
 */
final class VectorLoopsWriter extends VectorClassWriter {

    private static final String RUN = "([[F[F)";

    private static final int IFNONNULL = 199;

    /** A frame with the locals that the method has at its start, at any distance. */
    private static final int SAME_FRAME = 251;

    /** Locals of a loop: the arrays, the parameters, the index; then each array, then values. */
    private static final int INDEX = 2;

    private final String[] loops;
    private final List<Integer> lengths = new ArrayList<>();
    private int parametersLength;

    VectorLoopsWriter(String text) {
        super(INDEX + 1);
        loops = text.split("; ");
    }

    @Override
    boolean isWhole() {
        for (String loop : loops) {
            if (Integer.parseInt(loop.substring(0, loop.indexOf(' '))) % VectorLanes.LANES != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    int methods(DataOutputStream out) throws IOException {
        begin();
        for (int i = 0; i < loops.length; i++) {
            local(ALOAD, 1);
            local(ALOAD, 2);
            call(INVOKESTATIC, CLASS, "loop" + i, RUN + "V");
        }
        code.writeShort(0x04ac);
        method(out, 0, "run", RUN + "Z", new byte[0]);
        for (int i = 0; i < loops.length; i++) {
            loop(out, i);
        }
        return 1 + loops.length;
    }

    private void loop(DataOutputStream out, int number) throws IOException {
        String[] words = loops[number].split(" ");
        elements = Integer.parseInt(words[0]);
        beginApart();
        local(ALOAD, 0);
        code.write(IFNONNULL);
        code.writeShort(4);
        code.write(RETURN);
        int begin = bytes.size();
        code.writeShort(0x0300 + 61);
        for (String word : words) {
            array(word);
        }
        int arrays = locals.size();
        int head = bytes.size();
        local(ILOAD, INDEX);
        number(elements);
        int exit = exit();
        for (int i = 1; i < words.length; i++) {
            word(words[i]);
        }
        again(INDEX, VectorLanes.LANES, head, exit);
        byte[] frames = frames(begin, head, bytes.size(), arrays);
        code.write(RETURN);
        method(out, 8, "loop" + number, RUN + "V", frames);
    }

    /** Loads the array that a word names into a local. */
    private void array(String word) throws IOException {
        int a = word.indexOf('a');
        int plus = word.indexOf('+');
        if (plus <= 0 || a > 1) {
            return;
        }
        int end = Integer.parseInt(word.substring(plus + 1)) + (word.startsWith("s") ? 1 : elements);
        if (a < 0) {
            parametersLength = Math.max(parametersLength, end);
            return;
        }
        int index = Integer.parseInt(word.substring(a + 1, plus));
        while (lengths.size() <= index) {
            lengths.add(0);
        }
        lengths.set(index, Math.max(lengths.get(index), end));
        if (!locals.containsKey("a" + index)) {
            local(ALOAD, 0);
            number(index);
            code.write(AALOAD);
            local(ASTORE, named("a" + index));
        }
    }

    /** What the verifier shall know where the arrays are there, at the head of the loop and after it. */
    private byte[] frames(int begin, int head, int end, int arrays) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream frames = new DataOutputStream(out);
        frames.writeShort(3);
        frames.write(SAME_FRAME);
        frames.writeShort(begin);
        frame(frames, head - begin - 1, arrays);
        frame(frames, end - head - 1, arrays);
        return out.toByteArray();
    }

    private void frame(DataOutputStream frames, int offset, int arrays) throws IOException {
        frames.write(255);
        frames.writeShort(offset);
        frames.writeShort(3 + arrays);
        objects(frames, "[[F", 1);
        objects(frames, "[F", 1);
        primitives(frames, INT, 1);
        objects(frames, "[F", arrays);
        frames.writeShort(0);
    }

    @Override
    void operand(String word) throws IOException {
        String rest = word.substring(1);
        switch (word.charAt(0)) {
            case 's' -> {
                species();
                place(rest, false);
                code.write(FALOAD);
                broadcast();
            }
            case '>' -> {
                work += elements;
                place(rest, true);
                call(INVOKEVIRTUAL, VECTOR, "intoArray", "([FI)V");
            }
            case 'a', 'p' -> {
                species();
                place(word, true);
                call(INVOKESTATIC, VECTOR, "fromArray", "(" + SPECIES + "[FI)L" + VECTOR + ";");
            }
            default -> common(word);
        }
    }

    /** The array and the index that a word names. */
    private void place(String word, boolean moves) throws IOException {
        int plus = word.indexOf('+');
        local(ALOAD, word.startsWith("p") ? 1 : named(word.substring(0, plus)));
        number(Integer.parseInt(word.substring(plus + 1)));
        if (moves) {
            local(ILOAD, INDEX);
            code.write(IADD);
        }
    }

    @Override
    int[] sums() {
        return new int[0];
    }

    /** Arrays are as large as the equations need them. */
    @Override
    CompilationProbe.Code runs(VectorLoops code) {
        float[][] arrays = new float[lengths.size()][];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = new float[lengths.get(i)];
        }
        float[] parameters = new float[parametersLength];
        return new CompilationProbe.Code() {
            @Override
            public void full() {
                code.run(arrays, parameters);
            }

            @Override
            public void empty() {
                code.run(null, null);
            }
        };
    }
}
