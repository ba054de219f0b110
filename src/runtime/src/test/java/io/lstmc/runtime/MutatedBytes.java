package io.lstmc.runtime;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Files that are almost good. */
public final class MutatedBytes {

    private static final String SPICE = "{}[]\",:\\0123456789eE.-u\u0000ÿ \n";

    private MutatedBytes() {}

    /** A few bytes are others, many of them such as headers consist of; sometimes the length is another. */
    public static byte[] of(byte[] good, SplittableRandom random) {
        byte[] bytes = good.clone();
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes[at] =
                    (byte) (random.nextBoolean() ? random.nextInt(256) : SPICE.charAt(random.nextInt(SPICE.length())));
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 20)) : bytes;
    }
}
