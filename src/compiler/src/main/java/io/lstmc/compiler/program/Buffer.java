package io.lstmc.compiler.program;

import io.lstmc.compiler.ir.TensorType;
import java.util.List;

/**
 * A run of elements that holds a value, laid out as [slot][row of the block][element]. Buffers compare by identity.
 *
 * <p>In a buffer of samples each slot is an array of its own. Loops over one step then walk all their arrays with the same
 * index, which is what the just-in-time compiler of Java 17 wants before it makes vector instructions of a loop.
 */
public final class Buffer {

    /** Who else knows the buffer, and so whether its array may hold something else at another time. */
    public enum Kind {
        /** Lives in an array that somebody else declares. */
        GIVEN,
        /** Read or filled from outside. */
        VISIBLE,
        /** Known to the program only. */
        TEMPORARY
    }

    private final String name;
    private final int slots;
    private final int rows;
    private final int elements;
    private final boolean batched;
    private final List<Buffer> parts;

    /** What it always holds; null in all but literals. */
    private final double[] numbers;

    private Kind kind;

    /**
     * @param name for people; not unique
     * @param slots steps, or 1
     * @param rows rows of a block, 1 for a shared value
     * @param elements elements of one row at one step
     * @param batched whether it holds values of samples
     * @throws TooLargeException if the whole has more elements than an array can
     */
    public Buffer(String name, Kind kind, int slots, int rows, int elements, boolean batched) {
        this(name, kind, slots, rows, elements, batched, List.of(), null);
    }

    private Buffer(
            String name,
            Kind kind,
            int slots,
            int rows,
            int elements,
            boolean batched,
            List<Buffer> parts,
            double[] numbers) {
        this.parts = List.copyOf(parts);
        this.numbers = numbers;
        this.name = name;
        this.kind = kind;
        this.slots = slots;
        this.rows = rows;
        this.elements = elements;
        this.batched = batched;
        long length = (long) slots * rows * elements;
        if (length > Integer.MAX_VALUE - 8) {
            throw new TooLargeException(
                    name + " needs " + length + " elements, more than an array holds: " + formula());
        }
    }

    /** A buffer for values of a type, with a number of slots. */
    public static Buffer of(String name, Kind kind, TensorType type, int slots, int block) {
        return new Buffer(name, kind, Math.max(1, slots), type.batched() ? block : 1, type.elements(), type.batched());
    }

    /** A buffer of numbers that stand in the source. */
    public static Buffer literal(String name, double[] numbers) {
        return new Buffer(name, Kind.GIVEN, 1, 1, numbers.length, false, List.of(), numbers.clone());
    }

    /** Whether it always holds the same numbers. */
    public boolean isLiteral() {
        return numbers != null;
    }

    /** The numbers of a literal. */
    public double[] numbers() {
        return numbers.clone();
    }

    /** A buffer that has for each slot of some buffers of one shape their slots side by side. */
    public static Buffer pack(List<Buffer> parts) {
        Buffer first = parts.get(0);
        boolean visible = false;
        for (Buffer p : parts) {
            visible |= p.kind == Kind.VISIBLE;
        }
        return new Buffer(
                String.join("_", parts.stream().map(Buffer::name).toList()),
                visible ? Kind.VISIBLE : Kind.TEMPORARY,
                Math.multiplyExact(first.slots, parts.size()),
                first.rows,
                first.elements,
                first.batched,
                parts,
                null);
    }

    /** A buffer of one row that consists of those of other buffers. */
    public static Buffer row(List<Buffer> pieces) {
        return new Buffer(
                String.join("_", pieces.stream().map(Buffer::name).toList()),
                Kind.VISIBLE,
                1,
                1,
                pieces.stream().mapToInt(Buffer::stride).sum(),
                true);
    }

    /** The buffers that lie in this one side by side; none if it is no pack. */
    public List<Buffer> parts() {
        return parts;
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    /** Makes a temporary visible. */
    public void publish() {
        if (kind == Kind.TEMPORARY) {
            kind = Kind.VISIBLE;
        }
    }

    /** Whether each slot is an array of its own. */
    public boolean slotted() {
        return batched;
    }

    /** Slots: steps, parts, or 1. */
    public int slots() {
        return slots;
    }

    /** Whether an array of one can hold the other. */
    public boolean sameShape(Buffer other) {
        return batched == other.batched && slots == other.slots && stride() == other.stride();
    }

    /** Elements of one slot. */
    public int stride() {
        return rows * elements;
    }

    /** Elements of all slots. */
    public int length() {
        return slots * rows * elements;
    }

    /** Elements of one row in all slots. */
    public int elementsOfARow() {
        return slots * elements;
    }

    /** Everything of it as one view, the slots as steps. */
    public View view() {
        return new View(this, 0, List.of(), stride(), elements);
    }

    /** Its size for people: slots × rows × elements. */
    public String formula() {
        return slots + " × " + rows + " × " + elements;
    }

    @Override
    public String toString() {
        return name + "[" + formula() + "]";
    }
}
