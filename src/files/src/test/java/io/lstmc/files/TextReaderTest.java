package io.lstmc.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextReaderTest {

    private static final String WIDE = "m.lstm: is UTF-16, not UTF-8; save it as UTF-8";

    private static String refusal(byte[] bytes) {
        return assertThrows(
                        UnusableFileException.class, () -> TextReader.read("m.lstm", new ByteArrayInputStream(bytes)))
                .getMessage();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkOfUtf16IsRecognisedWhateverFollows(String charset) {
        for (String text : new String[] {"", "m", "model Δ {\n}\n", "с"}) {
            assertEquals(WIDE, refusal(("\uFEFF" + text).getBytes(Charset.forName(charset))), text);
        }
    }

    @Test
    void otherBytesThatAreNoUtf8AreNotCalledSo() {
        String invalid = "m.lstm:1: is not valid UTF-8 text";
        assertEquals(invalid, refusal(bytes(0xff)));
        assertEquals(invalid, refusal(bytes(0xfe)));
        assertEquals(invalid, refusal(bytes(0xff, 0xff)));
        assertEquals(invalid, refusal("\uFEFFmodel".getBytes(Charset.forName("UTF-32LE"))));
        assertEquals("m.lstm:2: is not valid UTF-8 text", refusal(bytes('m', '\n', 0xff, 0xfe)));
    }

    @Test
    void utf8WithItsMarkOrWithoutIsRead() throws UnusableFileException {
        for (String text : new String[] {"", "m", "\uFEFFmodel Δ"}) {
            assertEquals(
                    text, TextReader.read("m.lstm", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        }
    }
}
