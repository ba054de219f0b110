package io.lstmc.compiler.report;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads from a class file how long its methods are (chapter 4 of the specification of the JVM). */
final class MethodSizes {

    private final DataInputStream in;
    private final Map<Integer, String> texts = new LinkedHashMap<>();
    private final Map<Integer, Integer> classes = new LinkedHashMap<>();

    private MethodSizes(byte[] bytes) {
        this.in = new DataInputStream(new ByteArrayInputStream(bytes));
    }

    /** Bytecodes of each method, by {@code Class.name}; those of one name are added up. */
    static Map<String, Integer> of(byte[] classFile) {
        try {
            return new MethodSizes(classFile).read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Integer> read() throws IOException {
        in.skipBytes(8);
        constants();
        in.skipBytes(2);
        String name = texts.get(classes.get(in.readUnsignedShort()));
        in.skipBytes(2);
        in.skipBytes(2 * in.readUnsignedShort());
        Map<String, Integer> fields = new LinkedHashMap<>();
        members(name, fields);
        Map<String, Integer> methods = new LinkedHashMap<>();
        members(name, methods);
        return methods;
    }

    private void constants() throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.put(i, in.readUTF());
                case 7 -> classes.put(i, in.readUnsignedShort());
                case 8, 16, 19, 20 -> in.skipBytes(2);
                case 15 -> in.skipBytes(3);
                case 5, 6 -> {
                    // A long or a double takes two places.
                    in.skipBytes(8);
                    i++;
                }
                default -> in.skipBytes(4);
            }
        }
    }

    private void members(String owner, Map<String, Integer> sizes) throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            in.skipBytes(2);
            String name = texts.get(in.readUnsignedShort());
            in.skipBytes(2);
            int attributes = in.readUnsignedShort();
            for (int j = 0; j < attributes; j++) {
                String attribute = texts.get(in.readUnsignedShort());
                int length = in.readInt();
                if (attribute.equals("Code")) {
                    in.skipBytes(4);
                    String simple = owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.');
                    sizes.merge(simple + "." + name, in.readInt(), Integer::sum);
                    in.skipBytes(length - 8);
                } else {
                    in.skipBytes(length);
                }
            }
        }
    }
}
