package io.lstmc.runtime.kernel.vector.loops;

import io.lstmc.runtime.kernel.RowSums;
import io.lstmc.runtime.kernel.vector.piece.VectorLanes;
import io.lstmc.runtime.kernel.vector.piece.VectorRowSums;
import io.lstmc.runtime.kernel.warmup.CompilationProbe;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the class of a sweep: one method with a loop over rows, in which one over their vectors. Sums of rows are left as
 * vectors, which {@link VectorLoops} adds up.
 */
final class VectorSweepWriter extends VectorClassWriter {

    private static final String RUN = "(I[[F[I[F)V";

    /** Locals: how many rows, the arrays, where shared rows begin in theirs, and the vectors of sums. */
    private static final int ROWS = 0;

    private static final int ARRAYS = 1;
    private static final int STARTS = 2;
    private static final int PARTS = 3;

    private static final int FLOAD = 23;
    private static final int FSTORE = 56;
    private static final int IALOAD = 46;
    private static final int IMUL = 104;
    private static final int IDIV = 108;
    private static final int FCONST_0 = 11;

    private static final int LANES = VectorLanes.LANES;
    private static final boolean PAIRS = LANES < RowSums.PARTS;

    /** Rows of the arrays with which the code is called until it is compiled. */
    private static final int SAMPLE = 8;

    private final String[] words;
    private final int columns;
    private final List<String> sums = new ArrayList<>();
    private final List<String> groupSums = new ArrayList<>();

    /** How many rows share one, if there are such. */
    private int group = 1;

    private int arrays;

    VectorSweepWriter(String text) {
        super(PARTS + 1);
        words = text.split(" ");
        columns = Integer.parseInt(words[1]);
        elements = SAMPLE * columns;
        for (int i = 2; i < words.length; i++) {
            String place = SweepPlaces.of(words[i]);
            if (place != null) {
                arrays = Math.max(arrays, 1 + SweepPlaces.array(place));
                group = Math.max(group, SweepPlaces.group(place));
            }
            if (words[i].startsWith("Σg")) {
                groupSums.add(place);
            }
            if (words[i].startsWith("Σn")) {
                sums.add(place);
            }
        }
    }

    /** Also whether vectors keep the order of sums. */
    @Override
    boolean isWhole() {
        return columns % RowSums.PARTS == 0 && VectorRowSums.fits();
    }

    @Override
    CompilationProbe.Code runs(VectorLoops code) {
        float[][] a = new float[arrays][SAMPLE * columns];
        int[] starts = new int[arrays];
        return new CompilationProbe.Code() {
            @Override
            public void full() {
                code.run(SAMPLE, a, starts);
            }

            @Override
            public void empty() {
                code.run(0, a, starts);
            }
        };
    }

    @Override
    int[] sums() {
        int[] indices = new int[sums.size()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = SweepPlaces.array(sums.get(i));
        }
        return indices;
    }

    /** The local that a place has for a purpose. */
    private int local(String purpose, String place) {
        return named(purpose + SweepPlaces.array(place));
    }

    @Override
    int methods(DataOutputStream out) throws IOException {
        begin();
        for (String sum : groupSums) {
            zeros(sum);
        }
        local(ILOAD, 1);
        local(ALOAD, 2);
        local(ALOAD, 3);
        local(ALOAD, 4);
        call(INVOKESTATIC, CLASS, "rows", RUN);
        code.write(RETURN);
        method(out, 0, "sweep", RUN, new byte[0]);
        beginApart();
        byte[] frames = sweep();
        method(out, 8, "rows", RUN, frames);
        return 2;
    }

    /** Begins the sums of all groups. */
    private void zeros(String sum) throws IOException {
        local(ALOAD, 2);
        number(SweepPlaces.array(sum));
        code.write(AALOAD);
        number(0);
        local(ILOAD, 1);
        firstOfGroup();
        code.write(FCONST_0);
        call(INVOKESTATIC, "java/util/Arrays", "fill", "([FIIF)V");
    }

    /** Makes of a row, on the stack, the index of the first element of its group's row. */
    private void firstOfGroup() throws IOException {
        number(group);
        code.write(IDIV);
        number(columns);
        code.write(IMUL);
    }

    private byte[] sweep() throws IOException {
        int[] kinds = loaded();
        int row = named("row");
        int begin = named("begin");
        int at = named("at");
        int shared = named("group");
        for (int local : new int[] {row, begin, at, shared}) {
            number(0);
            local(ISTORE, local);
        }
        int outer = bytes.size();
        local(ILOAD, row);
        local(ILOAD, ROWS);
        int outerExit = exit();
        local(ILOAD, row);
        number(columns);
        code.write(IMUL);
        local(ISTORE, begin);
        if (group > 1) {
            local(ILOAD, row);
            firstOfGroup();
            local(ISTORE, shared);
        }
        int numbers = numbers();
        int vectors = zeros();
        number(0);
        local(ISTORE, at);
        int inner = bytes.size();
        local(ILOAD, at);
        number(columns);
        int innerExit = exit();
        for (int i = 2; i < words.length; i++) {
            word(words[i]);
        }
        again(at, LANES, inner, innerExit);
        int innerEnd = bytes.size();
        parts(row);
        again(row, 1, outer, outerExit);
        int outerEnd = bytes.size();
        code.write(RETURN);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream frames = new DataOutputStream(out);
        frames.writeShort(4);
        frame(frames, outer, kinds, 0, 0);
        frame(frames, inner - outer - 1, kinds, numbers, vectors);
        frame(frames, innerEnd - inner - 1, kinds, numbers, vectors);
        frame(frames, outerEnd - innerEnd - 1, kinds, 0, 0);
        return out.toByteArray();
    }

    /** Loads each array, and where a shared row begins in it, into locals. @return how many of each */
    private int[] loaded() throws IOException {
        for (int i = 0; i < arrays; i++) {
            local(ALOAD, ARRAYS);
            number(i);
            code.write(AALOAD);
            local(ASTORE, named("array" + i));
        }
        int starts = 0;
        for (String word : words) {
            String place = SweepPlaces.of(word);
            if (place != null && place.startsWith("s")) {
                int known = locals.size();
                int start = local("start", place);
                if (locals.size() > known) {
                    local(ALOAD, STARTS);
                    number(SweepPlaces.array(place));
                    code.write(IALOAD);
                    local(ISTORE, start);
                    starts++;
                }
            }
        }
        return new int[] {arrays, starts};
    }

    /** Loads the numbers of a row; vectors of them would be objects, which live through the loop. @return how many */
    private int numbers() throws IOException {
        int before = locals.size();
        for (String word : words) {
            if (word.startsWith("n") && SweepPlaces.of(word) != null && !locals.containsKey(word)) {
                local(ALOAD, local("array", word));
                local(ILOAD, named("row"));
                code.write(FALOAD);
                local(FSTORE, named(word));
            }
        }
        return locals.size() - before;
    }

    /** Begins the sums of a row. @return how many vectors they are */
    private int zeros() throws IOException {
        int before = locals.size();
        for (String sum : sums) {
            zero(local("low", sum));
            if (PAIRS) {
                zero(local("high", sum));
            }
        }
        return locals.size() - before;
    }

    private void zero(int sum) throws IOException {
        species();
        call(INVOKESTATIC, VECTOR, "zero", "(" + SPECIES + ")L" + VECTOR + ";");
        local(ASTORE, sum);
    }

    /** Stores the vectors of a row's sums. */
    private void parts(int row) throws IOException {
        for (int i = 0; i < sums.size(); i++) {
            local(ALOAD, local("low", sums.get(i)));
            if (PAIRS) {
                local(ALOAD, local("high", sums.get(i)));
                binary("add");
            }
            local(ALOAD, PARTS);
            local(ILOAD, row);
            number(sums.size() * LANES);
            code.write(IMUL);
            number(i * LANES);
            code.write(IADD);
            store();
        }
    }

    /** What the verifier shall know at the head or the end of a loop. */
    private void frame(DataOutputStream frames, int offset, int[] kinds, int numbers, int vectors) throws IOException {
        frames.write(255);
        frames.writeShort(offset);
        frames.writeShort(8 + kinds[0] + kinds[1] + numbers + vectors);
        primitives(frames, INT, 1);
        objects(frames, "[[F", 1);
        objects(frames, "[I", 1);
        objects(frames, "[F", 1 + kinds[0]);
        primitives(frames, INT, kinds[1] + 4);
        primitives(frames, FLOAT, numbers);
        objects(frames, VECTOR, vectors);
        frames.writeShort(0);
    }

    @Override
    void operand(String word) throws IOException {
        String place = SweepPlaces.of(word);
        if (place == null) {
            common(word);
        } else if (word.startsWith(">")) {
            local(ALOAD, local("array", place));
            position(place);
            store();
        } else if (word.startsWith("Σn")) {
            sum(place);
        } else if (word.startsWith("Σs") || word.startsWith("Σg")) {
            load(place);
            binary("add");
            local(ALOAD, local("array", place));
            position(place);
            store();
        } else if (place.startsWith("n")) {
            species();
            local(FLOAD, named(place));
            broadcast();
        } else {
            load(place);
        }
    }

    /** Adds to one of two sums by turns. */
    private void sum(String place) throws IOException {
        int low = local("low", place);
        local(ALOAD, low);
        binary("add");
        if (PAIRS) {
            int high = local("high", place);
            local(ALOAD, high);
            local(ASTORE, low);
            local(ASTORE, high);
        } else {
            local(ASTORE, low);
        }
    }

    /** The index of the elements of a place. */
    private void position(String place) throws IOException {
        local(
                ILOAD,
                switch (place.charAt(0)) {
                    case 'm' -> named("begin");
                    case 'g' -> named("group");
                    default -> local("start", place);
                });
        local(ILOAD, named("at"));
        code.write(IADD);
    }

    private void load(String place) throws IOException {
        species();
        local(ALOAD, local("array", place));
        position(place);
        call(INVOKESTATIC, VECTOR, "fromArray", "(" + SPECIES + "[FI)L" + VECTOR + ";");
    }

    private void store() throws IOException {
        call(INVOKEVIRTUAL, VECTOR, "intoArray", "([FI)V");
    }
}
