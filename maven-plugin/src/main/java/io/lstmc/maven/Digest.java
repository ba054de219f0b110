package io.lstmc.maven;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A SHA-256 over fields; each carries its length, so that moving a border changes the result. */
final class Digest {

    private final MessageDigest sha256;

    Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    Digest add(String field) {
        return add(field.getBytes(StandardCharsets.UTF_8));
    }

    Digest add(byte[] field) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).flip());
        sha256.update(field);
        return this;
    }

    Digest addAll(List<String> fields) {
        add(Integer.toString(fields.size()));
        fields.forEach(this::add);
        return this;
    }

    /** The result in hexadecimal; the digest is used up. */
    String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    static String of(byte[] bytes) {
        return new Digest().add(bytes).hex();
    }
}
