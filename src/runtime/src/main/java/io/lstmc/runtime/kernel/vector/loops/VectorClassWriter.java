package io.lstmc.runtime.kernel.vector.loops;

import io.lstmc.runtime.kernel.vector.piece.VectorFunctions;
import io.lstmc.runtime.kernel.warmup.CompilationProbe;
import io.lstmc.runtime.kernel.warmup.PaddedClass;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a class with loops over vectors, whose code is what javac would make of calls of the Vector API. */
abstract class VectorClassWriter {

    private static final String PACKAGE = "io/lstmc/runtime/kernel/vector/";
    static final String VECTOR = "jdk/incubator/vector/FloatVector";
    static final String SPECIES = "Ljdk/incubator/vector/VectorSpecies;";
    static final String CLASS = PACKAGE + "loops/VectorLoopsForm";
    private static final String PARENT = PACKAGE + "loops/VectorLoops";
    private static final String LANES = PACKAGE + "piece/VectorLanes";
    private static final String INTS = "jdk/incubator/vector/IntVector";
    private static final String OPERATORS = "jdk/incubator/vector/VectorOperators";

    /** Types of locals, as the verifier calls them. */
    static final int INT = 1;

    static final int FLOAT = 2;

    static final int ILOAD = 21;
    static final int ALOAD = 25;
    static final int ISTORE = 54;
    static final int ASTORE = 58;
    static final int IADD = 96;
    static final int FALOAD = 48;
    static final int AALOAD = 50;
    private static final int IINC = 132;
    private static final int IF_ICMPGE = 162;
    private static final int GOTO = 167;
    static final int RETURN = 177;
    private static final int LDC = 19;
    private static final int GETSTATIC = 178;
    static final int INVOKEVIRTUAL = 182;
    static final int INVOKESPECIAL = 183;
    static final int INVOKESTATIC = 184;

    private final ByteArrayOutputStream pool = new ByteArrayOutputStream();
    private final DataOutputStream constants = new DataOutputStream(pool);
    private final Map<String, Integer> indices = new LinkedHashMap<>();

    /** Operations on elements so far. */
    long work;

    // Of the method that is being written.
    ByteArrayOutputStream bytes;
    DataOutputStream code;
    int elements;
    final Map<String, Integer> locals = new LinkedHashMap<>();
    private final int firstLocal;

    /** @param firstLocal the first local that a value may have */
    VectorClassWriter(int firstLocal) {
        this.firstLocal = firstLocal;
    }

    byte[] toBytes() {
        try {
            return write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static VectorClassWriter of(String text) {
        return text.startsWith("rows ") ? new VectorSweepWriter(text) : new VectorLoopsWriter(text);
    }

    /** Whether there are no parts of vectors. */
    abstract boolean isWhole();

    /** The arrays in which sums of rows go. */
    abstract int[] sums();

    /** Calls of the code with data of its own. */
    abstract CompilationProbe.Code runs(VectorLoops code);

    /** Writes all methods but the constructor. @return how many */
    abstract int methods(DataOutputStream out) throws IOException;

    /** Writes what is no operation. */
    abstract void operand(String word) throws IOException;

    private byte[] write() throws IOException {
        ByteArrayOutputStream methods = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(methods);
        begin();
        local(ALOAD, 0);
        call(INVOKESPECIAL, PARENT, "<init>", "()V");
        code.write(RETURN);
        method(to, 0, "<init>", "()V", new byte[0]);
        int count = 1 + methods(to);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeShort(0x30);
        out.writeShort(type(CLASS));
        out.writeShort(type(PARENT));
        out.writeInt(0);
        out.writeShort(count);
        methods.writeTo(out);
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

    void begin() {
        bytes = new ByteArrayOutputStream();
        code = new DataOutputStream(bytes);
        locals.clear();
    }

    /**
     * Begins a method that is too long to be inlined, since the JIT compiler (C2) stops to inline where a method has some
     * 18,000 nodes: in the midst of a loop that happens to stand there, whose vectors are objects then.
     */
    void beginApart() throws IOException {
        begin();
        code.write(new byte[PaddedClass.LONGEST_INLINED]);
    }

    void method(DataOutputStream out, int access, String name, String type, byte[] frames) throws IOException {
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

    /**
     * The head of a loop, which leaves it unless one number is less than another. It has to be a test alone: the JIT compiler
     * (C2) makes two of the block that leaves a loop, which would be all of a body that tests at its end.
     *
     * @return where it is
     */
    int exit() throws IOException {
        code.write(IF_ICMPGE);
        code.writeShort(0);
        return bytes.size() - 3;
    }

    /** The end of a loop. */
    void again(int variable, int step, int head, int exit) throws IOException {
        code.write(IINC);
        code.write(variable);
        code.write(step);
        code.write(GOTO);
        code.writeShort(head - bytes.size() + 1);
        byte[] all = bytes.toByteArray();
        int distance = all.length - exit;
        all[exit + 1] = (byte) (distance >> 8);
        all[exit + 2] = (byte) distance;
        bytes.reset();
        bytes.write(all);
    }

    /** Locals of a frame that hold numbers. */
    static void primitives(DataOutputStream frames, int type, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            frames.write(type);
        }
    }

    /** Locals of a frame that hold objects of a type. */
    void objects(DataOutputStream frames, String type, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            frames.write(7);
            frames.writeShort(type(type));
        }
    }

    void word(String word) throws IOException {
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

    /** Writes a word that means the same in all texts. */
    void common(String word) throws IOException {
        String rest = word.substring(1);
        switch (word.charAt(0)) {
            case '=' -> local(ASTORE, named(rest));
            case '$' -> local(ALOAD, named(rest));
            case '#' -> {
                species();
                constant(rest);
                broadcast();
            }
            case 'w' -> within(Float.parseFloat(word.substring("within".length())));
            default -> throw new IllegalArgumentException(word);
        }
    }

    /** Bounds the last value as {@link VectorFunctions} does, which says why. */
    private void within(float bound) throws IOException {
        int bits = named("bits");
        int size = named("size");
        call(INVOKEVIRTUAL, VECTOR, "reinterpretAsInts", "()L" + INTS + ";");
        local(ASTORE, bits);
        ints("SIZE");
        local(ALOAD, bits);
        ofInts("and");
        local(ASTORE, size);
        local(ALOAD, size);
        member(GETSTATIC, 9, LANES, "INTS", SPECIES);
        number(Float.floatToRawIntBits(bound));
        call(INVOKESTATIC, INTS, "broadcast", "(" + SPECIES + "I)L" + INTS + ";");
        ofInts("min");
        ints("INFINITE");
        local(ALOAD, size);
        ofInts("sub");
        String operator = "L" + OPERATORS + "$Binary;";
        member(GETSTATIC, 9, OPERATORS, "ASHR", operator);
        number(31);
        call(INVOKEVIRTUAL, INTS, "lanewise", "(" + operator + "I)L" + INTS + ";");
        ofInts("or");
        local(ALOAD, bits);
        local(ALOAD, size);
        ofInts("sub");
        ofInts("or");
        call(INVOKEVIRTUAL, INTS, "reinterpretAsFloats", "()L" + VECTOR + ";");
    }

    /** A constant of {@link VectorFunctions}. */
    private void ints(String name) throws IOException {
        member(GETSTATIC, 9, PACKAGE + "piece/VectorFunctions", name, "L" + INTS + ";");
    }

    private void ofInts(String name) throws IOException {
        call(INVOKEVIRTUAL, INTS, name, "(Ljdk/incubator/vector/Vector;)L" + INTS + ";");
    }

    void species() throws IOException {
        member(GETSTATIC, 9, LANES, "SPECIES", SPECIES);
    }

    void broadcast() throws IOException {
        call(INVOKESTATIC, VECTOR, "broadcast", "(" + SPECIES + "F)L" + VECTOR + ";");
    }

    void binary(String name) throws IOException {
        work += elements;
        call(INVOKEVIRTUAL, VECTOR, name, "(Ljdk/incubator/vector/Vector;)L" + VECTOR + ";");
    }

    int named(String name) {
        return locals.computeIfAbsent(name, n -> firstLocal + locals.size());
    }

    void local(int operation, int index) throws IOException {
        code.write(operation);
        code.write(index);
    }

    void number(int value) throws IOException {
        code.write(LDC);
        code.writeShort(entry("i" + value, 3, value));
    }

    private void constant(String value) throws IOException {
        code.write(LDC);
        code.writeShort(entry("f" + value, 4, Float.floatToRawIntBits(Float.parseFloat(value))));
    }

    void call(int operation, String owner, String name, String type) throws IOException {
        member(operation, 10, owner, name, type);
    }

    private void member(int operation, int tag, String owner, String name, String type) throws IOException {
        int at = type(owner);
        int signature = entry("n" + name + type, 12, text(name) << 16 | text(type));
        code.write(operation);
        code.writeShort(entry("m" + owner + name + type, tag, at << 16 | signature));
    }

    int type(String name) throws IOException {
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

    /** About how many operations all loops have. */
    long work() {
        return work;
    }
}
