package io.lstmc.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The header of a safetensors file: which tensor of a model lies where. */
final class TensorHeader {

    private static final String METADATA = "__metadata__";

    /** Bytes for metadata and for tensors that the model does not have. */
    private static final int OTHER_BYTES = 1 << 20;

    /** Bytes of a tensor besides its name and axes. */
    private static final int TENSOR_BYTES = 512;

    /** Bytes of the largest axis with a comma and a space. */
    private static final int AXIS_BYTES = 21;

    private static final int MOST_AXES = 16;

    /** Element types that are read and written; the constants are the names in the file. */
    enum Type {
        F32(Float.BYTES),
        F64(Double.BYTES);

        final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    private final List<Parameter> parameters;
    private final Map<String, Integer> indices;
    private final int longestName;

    /** By parameter: its type, null for as long as it was not there, and its first byte in the data. */
    private final Type[] types;

    private final long[] begins;
    private final TensorMismatch mismatch = new TensorMismatch();
    private HeaderJson json;

    private TensorHeader(List<Parameter> parameters) {
        this.parameters = parameters;
        this.indices = new HashMap<>(parameters.size() * 2);
        this.types = new Type[parameters.size()];
        this.begins = new long[parameters.size()];
        int longest = 0;
        for (int i = 0; i < parameters.size(); i++) {
            indices.put(parameters.get(i).name(), i);
            longest = Math.max(longest, parameters.get(i).name().length());
        }
        this.longestName = longest;
    }

    /** The most bytes that the header of a file for these parameters can need. */
    static long mostBytes(List<Parameter> parameters) {
        long bytes = OTHER_BYTES;
        for (Parameter p : parameters) {
            // Each character of a name may be written as \\u0000.
            bytes += 6L * p.name().length() + (long) AXIS_BYTES * p.shape().size() + TENSOR_BYTES;
        }
        return bytes;
    }

    /**
     * Reads a header. It is certain then that the file has the tensors of the model and no others, that each has as many
     * bytes as its shape asks for, and that together they cover {@code dataSize} bytes without gap or overlap.
     */
    static TensorHeader read(InputStream header, List<Parameter> parameters, long dataSize) throws IOException {
        TensorHeader read = new TensorHeader(parameters);
        read.json = new HeaderJson(header);
        read.members();
        read.check(dataSize);
        return read;
    }

    /** The type of a parameter's elements in the file. */
    Type type(int parameter) {
        return types[parameter];
    }

    /** Where a parameter's first byte lies in the data behind the header. */
    long begin(int parameter) {
        return begins[parameter];
    }

    private void members() throws IOException {
        boolean metadata = false;
        if (json.beginObject()) {
            do {
                String name = json.name(Math.max(longestName + 1, 2 * Quote.LONGEST));
                if (name.equals(METADATA)) {
                    if (metadata) {
                        throw twice(name);
                    }
                    metadata = true;
                    metadata();
                } else {
                    tensor(name);
                }
            } while (json.nextMember());
        }
        json.end();
    }

    private static WeightFileException twice(String name) {
        return new WeightFileException("the header has the key " + Quote.of(name) + " twice");
    }

    private void metadata() throws IOException {
        long start = json.at();
        Set<String> names = new HashSet<>();
        if (json.beginObject()) {
            do {
                String name = json.name(OTHER_BYTES);
                if (!json.atString()) {
                    throw new WeightFileException(
                            METADATA + " must map names to strings; " + Quote.of(name) + " is none");
                }
                json.string(0);
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
            List<Integer> expected = parameters.get(index).shape();
            if (!expected.stream().map(Long::valueOf).toList().equals(shape)) {
                mismatch.shape(name, shape, expected);
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
        for (int i = 0; i < types.length; i++) {
            if (types[i] == null) {
                mismatch.missing(parameters.get(i));
            }
        }
        mismatch.check();
        Integer[] byPlace = new Integer[types.length];
        Arrays.setAll(byPlace, i -> i);
        Arrays.sort(byPlace, (a, b) -> Long.compare(begins[a], begins[b]));
        long end = 0;
        for (int i : byPlace) {
            Parameter p = parameters.get(i);
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
