package io.lstmc.runtime.kernel;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the class of some equations: a method for each loop, because the JIT compiler does not like longer ones, and one
 * that calls them. Its code is what javac would make of calls of the Vector API.
 */
final class VectorLoopsWriter {

    private static final String PACKAGE = "io/lstmc/runtime/kernel/";
    private static final String VECTOR = "jdk/incubator/vector/FloatVector";
    private static final String SPECIES = "Ljdk/incubator/vector/VectorSpecies;";
    private static final String COMPARISON = "jdk/incubator/vector/VectorOperators";
    private static final String RUN = "([[F[F)";

    /** Locals of a loop: the arrays, the parameters, the index; then each array, then values. */
    private static final int INDEX = 2;

    private static final int ALOAD = 25;
    private static final int ASTORE = 58;
    private static final int LDC = 19;
    private static final int GETSTATIC = 178;
    private static final int INVOKEVIRTUAL = 182;
    private static final int INVOKESPECIAL = 183;
    private static final int INVOKESTATIC = 184;

    private final ByteArrayOutputStream pool = new ByteArrayOutputStream();
    private final DataOutputStream constants = new DataOutputStream(pool);
    private final Map<String, Integer> indices = new LinkedHashMap<>();
    private final String[] loops;
    private final List<Integer> lengths = new ArrayList<>();
    private int parametersLength;
    private long work;

    // Of the loop that is being written.
    private ByteArrayOutputStream bytes;
    private DataOutputStream code;
    private int elements;
    private final Map<String, Integer> locals = new LinkedHashMap<>();

    VectorLoopsWriter(String text) {
        loops = text.split("; ");
    }

    /** Whether all loops have whole vectors. */
    boolean isWhole() {
        for (String loop : loops) {
            if (Integer.parseInt(loop.substring(0, loop.indexOf(' '))) % VectorKernels.LANES != 0) {
                return false;
            }
        }
        return true;
    }

    byte[] toBytes() {
        try {
            return write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] write() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeShort(0x30);
        out.writeShort(type(PACKAGE + "VectorLoopsForm"));
        out.writeShort(type(PACKAGE + "VectorLoops"));
        out.writeInt(0);
        out.writeShort(loops.length + 2);
        begin();
        local(ALOAD, 0);
        call(INVOKESPECIAL, PACKAGE + "VectorLoops", "<init>", "()V");
        code.write(177);
        method(out, 0, "<init>", "()V", new byte[0]);
        begin();
        for (int i = 0; i < loops.length; i++) {
            local(ALOAD, 1);
            local(ALOAD, 2);
            call(INVOKESTATIC, PACKAGE + "VectorLoopsForm", "loop" + i, RUN + "V");
        }
        code.writeShort(0x04ac);
        method(out, 0, "run", RUN + "Z", new byte[0]);
        for (int i = 0; i < loops.length; i++) {
            loop(out, i);
        }
        out.writeShort(0);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        DataOutputStream file = new DataOutputStream(all);
        file.writeInt(0xcafebabe);
        file.writeInt(61);
        file.writeShort(indices.size() + 1);
        pool.writeTo(file);
        body.writeTo(file);
        return all.toByteArray();
    }

    private void begin() {
        bytes = new ByteArrayOutputStream();
        code = new DataOutputStream(bytes);
    }

    private void method(DataOutputStream out, int access, String name, String type, byte[] frames) throws IOException {
        out.writeShort(access);
        out.writeShort(text(name));
        out.writeShort(text(type));
        out.writeShort(1);
        out.writeShort(text("Code"));
        out.writeInt(12 + bytes.size() + (frames.length == 0 ? 0 : 6 + frames.length));
        out.writeShort(50);
        out.writeShort(250);
        out.writeInt(bytes.size());
        bytes.writeTo(out);
        out.writeShort(0);
        out.writeShort(frames.length == 0 ? 0 : 1);
        if (frames.length > 0) {
            out.writeShort(text("StackMapTable"));
            out.writeInt(frames.length);
            out.write(frames);
        }
    }

    private void loop(DataOutputStream out, int number) throws IOException {
        String[] words = loops[number].split(" ");
        elements = Integer.parseInt(words[0]);
        begin();
        locals.clear();
        code.writeShort(0x0300 + 61);
        for (String word : words) {
            array(word);
        }
        int arrays = locals.size();
        int head = bytes.size();
        for (int i = 1; i < words.length; i++) {
            word(words[i]);
        }
        byte[] frames = {};
        if (elements > VectorKernels.LANES) {
            code.write(132);
            code.write(INDEX);
            code.write(VectorKernels.LANES);
            local(21, INDEX);
            number(elements);
            code.write(161);
            code.writeShort(head - bytes.size() + 1);
            frames = frames(head, arrays);
        }
        code.write(177);
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
            code.write(50);
            local(ASTORE, named("a" + index));
        }
    }

    /** What the verifier shall know at the first instruction of the loop. */
    private byte[] frames(int head, int arrays) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream frames = new DataOutputStream(out);
        frames.writeShort(1);
        frames.write(255);
        frames.writeShort(head);
        frames.writeShort(3 + arrays);
        frames.write(7);
        frames.writeShort(type("[[F"));
        frames.write(7);
        frames.writeShort(type("[F"));
        frames.write(1);
        for (int i = 0; i < arrays; i++) {
            frames.write(7);
            frames.writeShort(type("[F"));
        }
        frames.writeShort(0);
        return out.toByteArray();
    }

    private void word(String word) throws IOException {
        switch (word) {
            case "+" -> binary("add");
            case "-" -> binary("sub");
            case "*" -> binary("mul");
            case "/" -> binary("div");
            case "neg", "sqrt" -> {
                work += elements;
                call(INVOKEVIRTUAL, VECTOR, word, "()L" + VECTOR + ";");
            }
            case "fma" -> {
                work += elements;
                String vector = "Ljdk/incubator/vector/Vector;";
                call(INVOKEVIRTUAL, VECTOR, word, "(" + vector + vector + ")L" + VECTOR + ";");
            }
            case "tanh" -> words(FunctionWords.TANH);
            case "sigmoid" -> words(FunctionWords.SIGMOID);
            default -> operand(word);
        }
    }

    private void words(String text) throws IOException {
        for (String word : text.split(" ")) {
            word(word);
        }
    }

    private void operand(String word) throws IOException {
        String rest = word.substring(1);
        switch (word.charAt(0)) {
            case '=' -> local(ASTORE, named(rest));
            case '$' -> local(ALOAD, named(rest));
            case '#' -> {
                species();
                constant(rest);
                broadcast();
            }
            case 's' -> {
                species();
                place(rest, false);
                code.write(48);
                broadcast();
            }
            case '>' -> {
                work += elements;
                place(rest, true);
                call(INVOKEVIRTUAL, VECTOR, "intoArray", "([FI)V");
            }
            case 'c' -> bound(word.substring(3), "GT");
            case 'f' -> bound(word.substring(5), "LT");
            default -> {
                species();
                place(word, true);
                call(INVOKESTATIC, VECTOR, "fromArray", "(" + SPECIES + "[FI)L" + VECTOR + ";");
            }
        }
    }

    /** v.blend(bound, v.compare(sign, bound)) */
    private void bound(String bound, String sign) throws IOException {
        int value = named("bounded");
        local(ASTORE, value);
        local(ALOAD, value);
        constant(bound);
        local(ALOAD, value);
        String comparison = "L" + COMPARISON + "$Comparison;";
        member(GETSTATIC, 9, COMPARISON, sign, comparison);
        constant(bound);
        String mask = "Ljdk/incubator/vector/VectorMask;";
        call(INVOKEVIRTUAL, VECTOR, "compare", "(" + comparison + "F)" + mask);
        call(INVOKEVIRTUAL, VECTOR, "blend", "(F" + mask + ")L" + VECTOR + ";");
    }

    private void species() throws IOException {
        member(GETSTATIC, 9, PACKAGE + "VectorFunctions", "SPECIES", SPECIES);
    }

    private void broadcast() throws IOException {
        call(INVOKESTATIC, VECTOR, "broadcast", "(" + SPECIES + "F)L" + VECTOR + ";");
    }

    /** The array and the index that a word names. */
    private void place(String word, boolean moves) throws IOException {
        int plus = word.indexOf('+');
        local(ALOAD, word.startsWith("p") ? 1 : named(word.substring(0, plus)));
        number(Integer.parseInt(word.substring(plus + 1)));
        if (moves) {
            local(21, INDEX);
            code.write(96);
        }
    }

    private void binary(String name) throws IOException {
        work += elements;
        call(INVOKEVIRTUAL, VECTOR, name, "(Ljdk/incubator/vector/Vector;)L" + VECTOR + ";");
    }

    private int named(String name) {
        return locals.computeIfAbsent(name, n -> INDEX + 1 + locals.size());
    }

    private void local(int operation, int index) throws IOException {
        code.write(operation);
        code.write(index);
    }

    private void number(int value) throws IOException {
        code.write(LDC);
        code.writeShort(entry("i" + value, 3, value));
    }

    private void constant(String value) throws IOException {
        code.write(LDC);
        code.writeShort(entry("f" + value, 4, Float.floatToRawIntBits(Float.parseFloat(value))));
    }

    private void call(int operation, String owner, String name, String type) throws IOException {
        member(operation, 10, owner, name, type);
    }

    private void member(int operation, int tag, String owner, String name, String type) throws IOException {
        int at = type(owner);
        int signature = entry("n" + name + type, 12, text(name) << 16 | text(type));
        code.write(operation);
        code.writeShort(entry("m" + owner + name + type, tag, at << 16 | signature));
    }

    private int type(String name) throws IOException {
        int at = text(name);
        Integer known = indices.get("c" + name);
        if (known == null) {
            constants.write(7);
            constants.writeShort(at);
            known = added("c" + name);
        }
        return known;
    }

    private int text(String text) throws IOException {
        Integer known = indices.get("t" + text);
        if (known == null) {
            constants.write(1);
            constants.writeUTF(text);
            known = added("t" + text);
        }
        return known;
    }

    private int entry(String key, int tag, int value) throws IOException {
        Integer known = indices.get(key);
        if (known == null) {
            constants.write(tag);
            constants.writeInt(value);
            known = added(key);
        }
        return known;
    }

    private int added(String key) {
        int index = indices.size() + 1;
        indices.put(key, index);
        return index;
    }

    /** Arrays as large as the equations need them. */
    float[][] arrays() {
        float[][] arrays = new float[lengths.size()][];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = new float[lengths.get(i)];
        }
        return arrays;
    }

    float[] parameters() {
        return new float[parametersLength];
    }

    /** About how many operations all loops have. */
    long work() {
        return work;
    }
}
