package io.lstmc.compiler.codegen;

import com.palantir.javapoet.CodeBlock;
import java.util.List;

/** What several methods of a class do with the arrays of its ports. */
final class PortCode {

    private PortCode() {}

    /** The Java names of ports, separated by commas. */
    static String arguments(List<Port> ports) {
        return String.join(", ", ports.stream().map(Port::identifier).toList());
    }

    /** Throws an {@code IllegalArgumentException} unless the array of a port is there and has its length. */
    static CodeBlock checkLength(ClassScope scope, Port port) {
        if (scope.mayBeShorter(port)) {
            boolean first = scope.inputs().stream()
                    .filter(Port::hasSteps)
                    .findFirst()
                    .filter(port::equals)
                    .isPresent();
            return first
                    ? CodeBlock.of(
                            "checkSteps($S, $N, $L, $L);\n$L = $N.length / $L;\n",
                            port.name(),
                            port.identifier(),
                            port.steps(),
                            port.width(),
                            RowCopy.LENGTH,
                            port.identifier(),
                            port.width())
                    : CodeBlock.of(
                            "checkLength($S, $N, $L, $S);\n",
                            port.name(),
                            port.identifier(),
                            RowCopy.LENGTH + (port.width() == 1 ? "" : " * " + port.width()),
                            "those of as many steps as the sample has");
        }
        return CodeBlock.of(
                "checkLength($S, $N, $L, $S);\n", port.name(), port.identifier(), port.size(), port.expected());
    }
}
