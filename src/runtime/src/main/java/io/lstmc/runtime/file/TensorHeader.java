package io.lstmc.runtime.file;

import io.lstmc.runtime.tensor.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The header of a safetensors file: which of the tensors that are expected lies where. Tensors are counted through their
 * groups, in order.
 */
public final class TensorHeader {

    static final String METADATA = "__metadata__";

    /** The key of the metadata that says what kind of file it is. */
    public static final String FORMAT = "format";

    /** What the metadata of a training state say under {@link #FORMAT}. */
    public static final String TRAINING_STATE = "lstmc training state";

    /** Bytes for metadata and for tensors that the model does not have. */
    private static final int OTHER_BYTES = 1 << 20;

    /** Bytes of a tensor besides its name and axes. */
    private static final int TENSOR_BYTES = 512;

    /** Bytes of the largest axis with a comma and a space. */
    private static final int AXIS_BYTES = 21;

    private static final int MOST_AXES = 16;

    /** Entries of metadata that are kept, and characters of each; the others are read over. */
    private static final int MOST_KEPT = 64;

    /** Element types that are read and written; the constants are the names in the file. */
    enum Type {
        F32(Float.BYTES),
        F64(Double.BYTES);

        final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    /** Says from the metadata of a file, and the number of bytes after its header, which tensors it must have. */
    public interface Expected {
        List<TensorGroup> groups(Map<String, String> metadata, long dataSize) throws WeightFileException;
    }

    /** Null if the tensors do not depend on the metadata. */
    private final Expected expected;

    private List<TensorGroup> groups = List.of();
    private final List<Parameter> tensors = new ArrayList<>();
    private final Map<String, Integer> indices = new HashMap<>();
    private int longestName;

    /** By tensor: its type, null for as long as it was not there, and its first byte in the data. */
    private Type[] types;

    private long[] begins;
    private Map<String, String> metadata;
    private final TensorMismatch mismatch = new TensorMismatch();
    private HeaderJson json;

    TensorHeader(List<TensorGroup> groups) {
        this.expected = null;
        expect(groups);
    }

    TensorHeader(Expected expected) {
        this.expected = expected;
    }

    private void expect(List<TensorGroup> found) {
        groups = found;
        for (TensorGroup group : groups) {
            for (Parameter p : group.tensors()) {
                indices.put(p.name(), tensors.size());
                tensors.add(p);
                longestName = Math.max(longestName, p.name().length());
            }
        }
        types = new Type[tensors.size()];
        begins = new long[tensors.size()];
    }

    /** The most bytes that the header of a file for these parameters can need. */
    public static long mostBytes(List<Parameter> parameters) {
        long bytes = OTHER_BYTES;
        for (Parameter p : parameters) {
            // Each character of a name may be written as \\u0000.
            bytes += 6L * p.name().length() + (long) AXIS_BYTES * p.shape().size() + TENSOR_BYTES;
        }
        return bytes;
    }

    /**
     * Reads a header. It is certain then that the file has the tensors that are expected and no others, that each has as many
     * bytes as its shape asks for, and that together they cover {@code dataSize} bytes without gap or overlap.
     */
    void read(InputStream header, long dataSize) throws IOException {
        json = new HeaderJson(header);
        members(dataSize);
        check(dataSize);
    }

    List<TensorGroup> groups() {
        return groups;
    }

    /** The type of a tensor's elements in the file. */
    Type type(int tensor) {
        return types[tensor];
    }

    /** Where a tensor's first byte lies in the data after the header. */
    long begin(int tensor) {
        return begins[tensor];
    }

    private void members(long dataSize) throws IOException {
        boolean any = json.beginObject();
        if (any && expected == null) {
            others();
        } else if (any && json.name(2 * Quote.LONGEST).equals(METADATA)) {
            metadata();
            expect(expected.groups(metadata, dataSize));
            if (json.nextMember()) {
                others();
            }
        } else if (expected != null) {
            // Without metadata in the first place it is another kind of file.
            expect(expected.groups(Map.of(), dataSize));
        }
        json.end();
    }

    private void others() throws IOException {
        do {
            String name = json.name(Math.max(longestName + 1, 2 * Quote.LONGEST));
            if (!name.equals(METADATA)) {
                tensor(name);
            } else if (metadata == null) {
                metadata();
            } else {
                throw twice(name);
            }
        } while (json.nextMember());
    }

    private static WeightFileException twice(String name) {
        return new WeightFileException("the header has the key " + Quote.of(name) + " twice");
    }

    private void metadata() throws IOException {
        long start = json.at();
        metadata = new HashMap<>();
        Set<String> names = new HashSet<>();
        if (json.beginObject()) {
            do {
                String name = json.name(OTHER_BYTES);
                if (!json.atString()) {
                    throw new WeightFileException(
                            METADATA + " must map names to strings; " + Quote.of(name) + " is none");
                }
                String value = json.string(2 * Quote.LONGEST);
                if (metadata.size() < MOST_KEPT) {
                    metadata.put(name, value);
                }
                if (!names.add(name)) {
                    throw twice(name);
                }
                if (json.at() - start > OTHER_BYTES) {
                    throw new WeightFileException(METADATA + " has more than " + OTHER_BYTES + " characters");
                }
            } while (json.nextMember());
        }
    }

    private void tensor(String name) throws IOException {
        Type type = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        boolean known = json.atObject() && json.beginObject();
        while (known) {
            switch (json.name(Quote.LONGEST)) {
                case "dtype" -> {
                    known = type == null;
                    type = type(name);
                }
                case "shape" -> {
                    known = shape == null;
                    shape = numbers(name, "shape", MOST_AXES);
                }
                case "data_offsets" -> {
                    known = offsets == null;
                    offsets = numbers(name, "data_offsets", 2);
                }
                default -> known = false;
            }
            if (!known || !json.nextMember()) {
                break;
            }
        }
        if (!known || type == null || shape == null || offsets == null) {
            throw new WeightFileException(
                    Quote.of(name) + " must have dtype, shape and data_offsets once, nothing else");
        }
        if (offsets.size() != 2) {
            throw new WeightFileException(Quote.of(name) + " must have two data_offsets, not " + offsets);
        }
        checkSize(name, type, shape, offsets);
        Integer index = indices.get(name);
        if (index == null) {
            mismatch.unexpected(name);
        } else if (types[index] != null) {
            throw twice(name);
        } else {
            types[index] = type;
            begins[index] = offsets.get(0);
            List<Integer> own = tensors.get(index).shape();
            if (!own.stream().map(Long::valueOf).toList().equals(shape)) {
                mismatch.shape(name, shape, own);
            }
        }
    }

    private Type type(String name) throws IOException {
        String found = json.atString() ? json.string(2 * Quote.LONGEST) : json.literal();
        for (Type type : Type.values()) {
            if (type.name().equals(found)) {
                return type;
            }
        }
        throw new WeightFileException(
                Quote.of(name) + " has the dtype " + Quote.of(found) + "; only F32 and F64 are read");
    }

    private List<Long> numbers(String name, String key, int most) throws IOException {
        List<Long> numbers = new ArrayList<>();
        if (json.beginArray()) {
            do {
                if (numbers.size() == most) {
                    throw new WeightFileException(
                            key + " of " + Quote.of(name) + " has more than " + most + " elements");
                }
                numbers.add(number(name, key));
            } while (json.nextElement());
        }
        return numbers;
    }

    private long number(String name, String key) throws IOException {
        String found = json.literal();
        boolean whole = found.matches("0|[1-9][0-9]{0,18}");
        try {
            if (whole) {
                return Long.parseLong(found);
            }
        } catch (NumberFormatException e) {
            // It has 19 digits and more than 63 bits.
        }
        throw new WeightFileException(key + " of " + Quote.of(name) + " has " + Quote.of(found)
                + "; it takes whole numbers from 0 to " + Long.MAX_VALUE);
    }

    private static void checkSize(String name, Type type, List<Long> shape, List<Long> offsets)
            throws WeightFileException {
        long bytes = type.bytes;
        try {
            for (long axis : shape) {
                bytes = Math.multiplyExact(bytes, axis);
            }
        } catch (ArithmeticException e) {
            throw new WeightFileException(Quote.of(name) + " has the impossible shape " + shape);
        }
        if (offsets.get(1) < offsets.get(0) || offsets.get(1) - offsets.get(0) != bytes) {
            throw new WeightFileException(Quote.of(name) + " of shape " + shape + " needs " + bytes
                    + " bytes, its data_offsets are " + offsets);
        }
    }

    private void check(long dataSize) throws WeightFileException {
        int tensor = 0;
        for (TensorGroup group : groups) {
            for (Parameter p : group.tensors()) {
                if (types[tensor] == null) {
                    mismatch.missing(p);
                } else if (group.exact() && types[tensor] != group.type()) {
                    mismatch.type(p.name(), types[tensor], group.type());
                }
                tensor++;
            }
        }
        mismatch.check(
                expected == null && metadata != null && TRAINING_STATE.equals(metadata.get(FORMAT))
                        ? "; it is a training state, which resume() reads"
                        : "");
        Integer[] byPlace = new Integer[types.length];
        Arrays.setAll(byPlace, i -> i);
        Arrays.sort(byPlace, (a, b) -> Long.compare(begins[a], begins[b]));
        long end = 0;
        for (int i : byPlace) {
            Parameter p = tensors.get(i);
            if (begins[i] != end) {
                throw new WeightFileException(Quote.of(p.name()) + " begins at byte " + begins[i]
                        + " of the data, where " + end + " was expected");
            }
            end += (long) p.size() * types[i].bytes;
        }
        if (end != dataSize) {
            throw new WeightFileException("the tensors take " + end + " bytes, but the file has " + dataSize);
        }
    }
}
