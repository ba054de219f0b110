package io.lstmc.runtime.kernel.warmup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;

/**
 * Class files whose static methods begin with so many instructions that do nothing that they are too long to
 * be inlined. What has vectors must be compiled on its own: it would be compiled again wherever it is inlined, its callers
 * with it, and {@link CompilationProbe} would find a copy compiled but not the method.
 */
public final class PaddedClass {

    /** The longest method in bytes that the JIT compiler (C2) inlines where it is called often. */
    public static final int LONGEST_INLINED = 325;

    private static final int STATIC = 8;

    private final DataInputStream in;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private String[] texts;

    private PaddedClass(byte[] file) {
        in = new DataInputStream(new ByteArrayInputStream(file));
    }

    /** The padded class file of a class beside another. */
    static byte[] read(Class<?> neighbour, String simpleName) {
        try (InputStream file = neighbour.getResourceAsStream(simpleName + ".class")) {
            if (file == null) {
                throw new NoClassDefFoundError(simpleName);
            }
            PaddedClass padded = new PaddedClass(file.readAllBytes());
            padded.write();
            return padded.bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Has a class consist of its padded form, if nothing has used it so far.
     *
     * @param neighbour what a class beside it may do
     */
    public static void define(MethodHandles.Lookup neighbour, String simpleName) {
        try {
            neighbour.defineClass(read(neighbour.lookupClass(), simpleName));
        } catch (IllegalAccessException | UncheckedIOException | LinkageError e) {
            // It is used already, or somebody keeps or has changed its file. It is right as it is, only slower to
            // become fast.
            return;
        }
    }

    private void write() throws IOException {
        copy(8);
        constants();
        copy(6);
        copy(2 * count());
        members(false);
        members(true);
        out.write(in.readAllBytes());
    }

    /** Copies a number of two bytes and returns it. */
    private int count() throws IOException {
        int n = in.readUnsignedShort();
        out.writeShort(n);
        return n;
    }

    private void copy(int n) throws IOException {
        out.write(in.readNBytes(n));
    }

    /** The constant pool (JVM Specification, 4.4), of which texts are kept. */
    private void constants() throws IOException {
        texts = new String[count()];
        for (int i = 1; i < texts.length; i++) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            switch (tag) {
                case 1 -> {
                    texts[i] = in.readUTF();
                    out.writeUTF(texts[i]);
                }
                case 5, 6 -> {
                    copy(8);
                    i++;
                }
                case 7, 8, 16, 19, 20 -> copy(2);
                case 15 -> copy(3);
                default -> copy(4);
            }
        }
    }

    private void members(boolean methods) throws IOException {
        int members = count();
        for (int i = 0; i < members; i++) {
            int flags = count();
            String name = texts[count()];
            copy(2);
            boolean pad = methods && (flags & STATIC) != 0 && !name.startsWith("<");
            int attributes = count();
            for (int j = 0; j < attributes; j++) {
                String attribute = texts[count()];
                byte[] content = in.readNBytes(in.readInt());
                if (pad && attribute.equals("Code")) {
                    content = paddedCode(new DataInputStream(new ByteArrayInputStream(content)));
                }
                out.writeInt(content.length);
                out.write(content);
            }
        }
    }

    /** The attribute Code (4.7.3); there are no handlers of exceptions. */
    private byte[] paddedCode(DataInputStream code) throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(result);
        to.write(code.readNBytes(4));
        byte[] instructions = code.readNBytes(code.readInt());
        // A multiple of four keeps the tables of switches where they may be.
        int pad = Math.max(0, (LONGEST_INLINED + 4 - instructions.length) / 4 * 4);
        to.writeInt(pad + instructions.length);
        to.write(new byte[pad]);
        to.write(instructions);
        if (code.readUnsignedShort() != 0) {
            throw new IOException("handlers of exceptions are not foreseen");
        }
        to.writeShort(0);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        int count = 0;
        int attributes = code.readUnsignedShort();
        for (int i = 0; i < attributes; i++) {
            int name = code.readUnsignedShort();
            byte[] content = code.readNBytes(code.readInt());
            byte[] moved = switch (texts[name]) {
                case "StackMapTable" -> movedFrames(content, pad);
                case "LineNumberTable" -> movedLines(content, pad);
                default -> null;
            };
            if (moved != null) {
                DataOutputStream attribute = new DataOutputStream(kept);
                attribute.writeShort(name);
                attribute.writeInt(moved.length);
                attribute.write(moved);
                count++;
            }
        }
        to.writeShort(count);
        kept.writeTo(to);
        return result.toByteArray();
    }

    /** The attribute LineNumberTable (4.7.12), in which each line says where its instructions begin. */
    private static byte[] movedLines(byte[] lines, int pad) throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(result);
        DataInputStream from = new DataInputStream(new ByteArrayInputStream(lines));
        int count = from.readUnsignedShort();
        to.writeShort(count);
        for (int i = 0; i < count; i++) {
            to.writeShort(from.readUnsignedShort() + pad);
            to.writeShort(from.readUnsignedShort());
        }
        return result.toByteArray();
    }

    /** The attribute StackMapTable (4.7.4), in which each frame but the first says how far it is from the one before. */
    private static byte[] movedFrames(byte[] frames, int pad) throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(result);
        DataInputStream from = new DataInputStream(new ByteArrayInputStream(frames));
        to.writeShort(from.readUnsignedShort());
        int type = from.readUnsignedByte();
        if (type < 64) {
            to.writeByte(251);
            to.writeShort(type + pad);
        } else if (type < 128) {
            to.writeByte(247);
            to.writeShort(type - 64 + pad);
        } else {
            to.writeByte(type);
            to.writeShort(from.readUnsignedShort() + pad);
        }
        to.write(from.readAllBytes());
        return result.toByteArray();
    }
}
