package io.lstmc.compiler.codegen;

import io.lstmc.compiler.codegen.method.EmitRequest;
import io.lstmc.compiler.plan.ScheduledProgram;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parts of requests that several classes make. */
final class Requests {

    private Requests() {}

    /**
     * A program with one section, for one sample.
     *
     * @param arrays fields of the external arrays, by name
     * @param scalars fields of the external scalars, by name
     */
    static EmitRequest single(
            ClassScope scope,
            ScheduledProgram program,
            String method,
            Map<String, String> arrays,
            Map<String, String> scalars,
            Set<String> identifiers) {
        return new EmitRequest(
                program,
                List.of(method),
                arrays,
                scalars,
                scope.signature().unroll(),
                scope.products(),
                scope.literals(),
                "key",
                Map.of(),
                identifiers,
                scope.signature().optimizations());
    }

    /** The external arrays of ports by name, for fields by the names of the ports. */
    static Map<String, String> arrays(ScheduledProgram program, Map<String, String> fields) {
        Map<String, String> arrays = new LinkedHashMap<>();
        program.ports().stream()
                .filter(port -> fields.containsKey(port.name()))
                .forEach(port -> arrays.put(port.external().orElseThrow(), fields.get(port.name())));
        return arrays;
    }
}
