package io.lstmc.benchmarks;

import io.lstmc.benchmarks.measure.Peers;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a peer. */
final class PeerReader implements ITypeConverter<String> {

    static final String NONE = "none";

    @Override
    public String convert(String text) {
        String name = text.strip();
        if (!name.equals(NONE) && !Peers.NAMES.contains(name)) {
            throw new TypeConversionException(
                    "no peer is named '" + name + "'; choose of " + String.join(", ", Peers.NAMES) + ", or " + NONE);
        }
        return name;
    }
}
