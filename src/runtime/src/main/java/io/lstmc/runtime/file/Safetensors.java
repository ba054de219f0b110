package io.lstmc.runtime.file;

import io.lstmc.runtime.tensor.DoubleStorage;
import io.lstmc.runtime.tensor.Parameter;
import io.lstmc.runtime.tensor.Storage;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * Weight files in the safetensors format: eight bytes with the length of the header, the header in JSON, then the
 * numbers, all little-endian. Files are taken to come from anywhere: nothing is believed before it is checked, and memory
 * is bounded by what the model itself needs.
 */
public final class Safetensors {

    private static final int CHUNK_BYTES = 1 << 16;

    private Safetensors() {}

    /** Replaces the file as a whole, so that a reader never sees a part. Same input, same bytes. */
    public static void write(Path file, List<Parameter> parameters, Storage values) throws IOException {
        write(file, List.of(new TensorGroup(parameters, values, false, true)));
    }

    public static void write(Path file, List<TensorGroup> groups) throws IOException {
        write(file, Map.of(), groups);
    }

    /**
     * The same with metadata and several groups of tensors.
     *
     * @throws IllegalStateException if a value is not finite where it has to be; nothing is written then
     */
    public static void write(Path file, Map<String, String> metadata, List<TensorGroup> groups) throws IOException {
        for (TensorGroup group : groups) {
            String problem = group.problem();
            if (!problem.isEmpty()) {
                throw new IllegalStateException(problem + ", so nothing was written to " + file);
            }
        }
        PartFile.replace(file, channel -> {
            byte[] header = HeaderText.of(metadata, groups);
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            chunk.putLong(header.length);
            flush(chunk, channel);
            ByteBuffer text = ByteBuffer.wrap(header);
            while (text.hasRemaining()) {
                channel.write(text);
            }
            for (TensorGroup group : groups) {
                write(channel, chunk, group.values());
            }
        });
    }

    private static void write(FileChannel channel, ByteBuffer chunk, Storage values) throws IOException {
        boolean doubles = values instanceof DoubleStorage;
        for (int i = 0; i < values.size(); i++) {
            if (chunk.remaining() < Double.BYTES) {
                flush(chunk, channel);
            }
            if (doubles) {
                chunk.putDouble(values.get(i));
            } else {
                chunk.putFloat((float) values.get(i));
            }
        }
        flush(chunk, channel);
    }

    private static void flush(ByteBuffer chunk, FileChannel channel) throws IOException {
        chunk.flip();
        while (chunk.hasRemaining()) {
            channel.write(chunk);
        }
        chunk.clear();
    }

    /**
     * Reads values for all {@code parameters}.
     *
     * @param like gives size and precision of the result, and is not changed
     * @throws WeightFileException if the file is malformed, has other tensors, or a value that is not finite
     */
    public static Storage read(Path file, List<Parameter> parameters, Storage like) throws IOException {
        Storage values = like.zeros();
        read(file, List.of(new TensorGroup(parameters, values, false, true)));
        return values;
    }

    /** The same for several groups, which may be filled in part if the file is refused. */
    public static void read(Path file, List<TensorGroup> groups) throws IOException {
        long most = 0;
        for (TensorGroup group : groups) {
            most += TensorHeader.mostBytes(group.tensors());
        }
        read(file, most, new TensorHeader(groups));
    }

    /**
     * Reads a file whose metadata say which tensors it has.
     *
     * @param most how many bytes the header can need
     * @throws WeightFileException if the file is malformed, has other tensors, or a value that its group refuses; the
     *     groups may be filled in part then
     */
    public static void read(Path file, long most, TensorHeader.Expected expected) throws IOException {
        read(file, most, new TensorHeader(expected));
    }

    private static void read(Path file, long most, TensorHeader header) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new WeightFileException(file + " is not a regular file");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            read(channel, most, header);
        } catch (EOFException e) {
            throw new WeightFileException(file + ": the file became shorter while it was read");
        } catch (WeightFileException e) {
            throw new WeightFileException(file + ": " + e.getMessage());
        }
    }

    private static void read(FileChannel channel, long most, TensorHeader header) throws IOException {
        long size = channel.size();
        if (size < Long.BYTES) {
            throw new WeightFileException("too short for a safetensors file");
        }
        long headerSize = readFully(channel, 0, Long.BYTES).getLong();
        if (headerSize < 2 || headerSize > size - Long.BYTES) {
            throw new WeightFileException(
                    "a header of " + Long.toUnsignedString(headerSize) + " bytes is impossible in a file of " + size);
        }
        if (headerSize > most) {
            throw new WeightFileException("the header has " + headerSize + " bytes, but the tensors of this model and "
                    + "some metadata need " + most + " at most; it is the file of another model");
        }
        long dataStart = Long.BYTES + headerSize;
        header.read(new ChannelSection(channel, Long.BYTES, headerSize), size - dataStart);
        int tensor = 0;
        for (TensorGroup group : header.groups()) {
            for (Parameter p : group.tensors()) {
                readTensor(channel, dataStart + header.begin(tensor), header.type(tensor), p, group);
                tensor++;
            }
        }
    }

    private static void readTensor(
            FileChannel channel, long begin, TensorHeader.Type type, Parameter p, TensorGroup group)
            throws IOException {
        Storage values = group.values();
        int perChunk = CHUNK_BYTES / type.bytes;
        for (int done = 0; done < p.size(); done += perChunk) {
            int count = Math.min(perChunk, p.size() - done);
            long position = begin + (long) done * type.bytes;
            ByteBuffer chunk = readFully(channel, position, count * type.bytes);
            for (int i = 0; i < count; i++) {
                int index = p.offset() + done + i;
                values.set(index, type == TensorHeader.Type.F64 ? chunk.getDouble() : chunk.getFloat());
                if (group.finite() && !Double.isFinite(values.get(index))) {
                    throw new WeightFileException(p.name() + " has " + values.get(index) + " at index " + (done + i));
                }
            }
        }
    }

    private static ByteBuffer readFully(FileChannel channel, long position, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException();
            }
        }
        return buffer.flip();
    }
}
