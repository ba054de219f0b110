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

    /** Throws an {@code IllegalArgumentException} unless the array of a port is there and has its length and tokens. */
    static CodeBlock check(ClassScope scope, Port port) {
        CodeBlock length = checkLength(scope, port);
        return port.isToken()
                ? CodeBlock.of("$LcheckTokens($S, $N, $L);\n", length, port.name(), port.identifier(), port.tokens())
                : length;
    }

    private static CodeBlock checkLength(ClassScope scope, Port port) {
        if (scope.mayBeShorter(port)) {
            String length = scope.length(port.type().time());
            boolean first =
                    scope.lengthGiver(port.type().time()).filter(port::equals).isPresent();
            return first
                    ? CodeBlock.of(
                            "checkSteps($S, $N, $L, $L);\n$L = $N.length / $L;\n",
                            port.name(),
                            port.identifier(),
                            port.steps(),
                            port.width(),
                            length,
                            port.identifier(),
                            port.width())
                    : CodeBlock.of(
                            "checkLength($S, $N, $L, $S);\n",
                            port.name(),
                            port.identifier(),
                            length + (port.width() == 1 ? "" : " * " + port.width()),
                            "those of as many steps as the sample has");
        }
        return CodeBlock.of(
                "checkLength($S, $N, $L, $S);\n", port.name(), port.identifier(), port.size(), port.expected());
    }
}
