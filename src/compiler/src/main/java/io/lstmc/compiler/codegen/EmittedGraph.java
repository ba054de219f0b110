package io.lstmc.compiler.codegen;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import java.util.List;
import java.util.Map;

/**
 * The members that evaluate a graph.
 *
 * @param locations of every argument and every result, by name
 */
record EmittedGraph(List<FieldSpec> fields, List<MethodSpec> methods, Map<String, Location> locations) {}
