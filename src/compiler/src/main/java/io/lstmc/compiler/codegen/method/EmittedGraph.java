package io.lstmc.compiler.codegen.method;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The members of a class that evaluate a graph.
 *
 * @param locations where each argument and each result lies
 */
public record EmittedGraph(List<FieldSpec> fields, List<MethodSpec> methods, Map<String, Location> locations) {
    public EmittedGraph {
        fields = List.copyOf(fields);
        methods = List.copyOf(methods);
        locations = Collections.unmodifiableMap(new LinkedHashMap<>(locations));
    }
}
