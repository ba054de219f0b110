package io.lstmc.runtime.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Some bytes of a file as a stream; the channel's own position stays. */
final class ChannelSection extends InputStream {

    private final FileChannel channel;
    private long position;
    private final long end;

    ChannelSection(FileChannel channel, long start, long length) {
        this.channel = channel;
        this.position = start;
        this.end = start + length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws EOFException if the file ends within the section */
    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0 || position == end) {
            return length == 0 ? 0 : -1;
        }
        int count = (int) Math.min(length, end - position);
        int read = channel.read(ByteBuffer.wrap(to, offset, count), position);
        if (read < 0) {
            throw new EOFException();
        }
        position += read;
        return read;
    }
}
