package io.lstmc.runtime;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Weight files in the safetensors format: eight bytes with the length of the header, the header in JSON, then the
 * numbers, all little-endian. Files are taken to come from anywhere: nothing is believed before it is checked, and memory
 * is bounded by the header's limit and the model's own size.
 */
final class Safetensors {

    private static final int MOST_HEADER_BYTES = 16 << 20;
    private static final int MOST_LISTED = 8;
    private static final int CHUNK_BYTES = 1 << 16;

    private Safetensors() {}

    /** Writes beside {@code file} and then moves the whole, so that a reader never sees a part. Same input, same bytes. */
    static void write(Path file, List<Parameter> parameters, Storage values) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new IOException(file + " is not a regular file");
        }
        if (target.getParent() == null || !Files.isDirectory(target.getParent())) {
            throw new NoSuchFileException(file.toString(), null, "its folder does not exist");
        }
        String unique =
                Long.toHexString(System.nanoTime() ^ Thread.currentThread().getId() << 48);
        Path part = target.resolveSibling(target.getFileName() + "." + unique + ".part");
        try {
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                write(channel, parameters, values);
                channel.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void write(FileChannel channel, List<Parameter> parameters, Storage values) throws IOException {
        boolean doubles = values instanceof DoubleStorage;
        byte[] header = TensorHeader.encode(parameters, doubles ? TensorHeader.Type.F64 : TensorHeader.Type.F32);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        chunk.putLong(header.length);
        flush(chunk, channel);
        channel.write(ByteBuffer.wrap(header));
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
    static Storage read(Path file, List<Parameter> parameters, Storage like) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new WeightFileException(file + " is not a regular file");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel, parameters, like);
        } catch (EOFException e) {
            throw new WeightFileException(file + ": the file became shorter while it was read");
        } catch (WeightFileException e) {
            throw new WeightFileException(file + ": " + e.getMessage());
        }
    }

    private static Storage read(FileChannel channel, List<Parameter> parameters, Storage like) throws IOException {
        long size = channel.size();
        if (size < Long.BYTES) {
            throw new WeightFileException("too short for a safetensors file");
        }
        long headerSize = readFully(channel, 0, Long.BYTES).getLong();
        if (headerSize < 2 || headerSize > size - Long.BYTES || headerSize > MOST_HEADER_BYTES) {
            throw new WeightFileException(
                    "a header of " + Long.toUnsignedString(headerSize) + " bytes is impossible in a file of " + size);
        }
        long dataStart = Long.BYTES + headerSize;
        Map<String, TensorHeader.Entry> entries =
                TensorHeader.decode(readFully(channel, Long.BYTES, (int) headerSize), size - dataStart);
        checkNames(parameters, entries);
        Storage values = like.zeros();
        for (Parameter p : parameters) {
            readTensor(channel, dataStart, entries.get(p.name()), p, values);
        }
        return values;
    }

    private static void checkNames(List<Parameter> parameters, Map<String, TensorHeader.Entry> entries)
            throws WeightFileException {
        List<String> missing = new ArrayList<>();
        List<String> mismatched = new ArrayList<>();
        List<String> unexpected = new ArrayList<>(entries.keySet());
        for (Parameter p : parameters) {
            TensorHeader.Entry entry = entries.get(p.name());
            List<Long> shape = p.shape().stream().map(Long::valueOf).toList();
            if (entry == null) {
                missing.add(p.name() + p.shape());
            } else if (!entry.shape().equals(shape)) {
                mismatched.add(p.name() + " is " + entry.shape() + " instead of " + p.shape());
            }
        }
        parameters.stream().map(Parameter::name).toList().forEach(unexpected::remove);
        if (!missing.isEmpty() || !mismatched.isEmpty() || !unexpected.isEmpty()) {
            throw new WeightFileException("the tensors are not those of the model"
                    + list("missing", missing)
                    + list("unexpected", unexpected.stream().map(Quote::of).toList())
                    + list("of another shape", mismatched));
        }
    }

    private static String list(String title, List<String> items) {
        if (items.isEmpty()) {
            return "";
        }
        int more = items.size() - MOST_LISTED;
        return "; " + title + ": "
                + String.join(", ", items.subList(0, Math.min(items.size(), MOST_LISTED)))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static void readTensor(
            FileChannel channel, long dataStart, TensorHeader.Entry entry, Parameter p, Storage values)
            throws IOException {
        int perChunk = CHUNK_BYTES / entry.type().bytes;
        for (int done = 0; done < p.size(); done += perChunk) {
            int count = Math.min(perChunk, p.size() - done);
            long position = dataStart + entry.begin() + (long) done * entry.type().bytes;
            ByteBuffer chunk = readFully(channel, position, count * entry.type().bytes);
            for (int i = 0; i < count; i++) {
                int index = p.offset() + done + i;
                values.set(index, entry.type() == TensorHeader.Type.F64 ? chunk.getDouble() : chunk.getFloat());
                if (!Double.isFinite(values.get(index))) {
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
