package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import io.lstmc.compiler.schedule.Buffer;
import io.lstmc.compiler.schedule.Home;
import io.lstmc.compiler.schedule.Program;
import io.lstmc.compiler.schedule.Scheduler;
import io.lstmc.compiler.schedule.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.element.Modifier;

/** Turns a graph into members of a class. */
final class GraphEmitter {

    /** Names that emitted code uses before a dot, which a variable of that name would hide. */
    private static final List<String> RESERVED = List.of(
            "K",
            "Arrays",
            "CounterRandom",
            "Double",
            "DoubleStorage",
            "Float",
            "FloatStorage",
            "Math",
            "Maths",
            "Orthonormal",
            "System",
            "io",
            "java");

    private GraphEmitter() {}

    /**
     * Emits arrays, one method a section, and the private methods that these call. The code uses a field {@code K} with
     * the runtime's kernels.
     *
     * @throws IllegalArgumentException if a value has more elements than an array can hold
     */
    static EmittedGraph emit(EmitRequest request) {
        Program program = Scheduler.schedule(scheduling(request));
        Set<String> taken = taken(request);
        program.sections().forEach(s -> variables(s, taken));
        Names names = new Names(taken);
        Elements elements = new Elements(request.precision());
        Map<Buffer, String> arrays = new LinkedHashMap<>();
        List<FieldSpec> fields = new ArrayList<>();
        for (Buffer buffer : program.buffers()) {
            if (program.array(buffer) == buffer) {
                String name = names.take(buffer.name());
                arrays.put(buffer, name);
                fields.add(FieldSpec.builder(ArrayTypeName.of(elements.type()), name, Modifier.FINAL)
                        .initializer("new $T[$L]", elements.type(), buffer.length())
                        .build());
            }
        }
        Context context = new Context(request, program, elements, names, arrays);
        MethodWriter methods = new MethodWriter(context);
        for (int i = 0; i < request.sections().size(); i++) {
            methods.write(request.sections().get(i).method(), program.sections().get(i), List.of(), true);
        }
        return new EmittedGraph(fields, methods.methods(), locations(context));
    }

    private static Scheduler.Request scheduling(EmitRequest request) {
        Map<String, Home> homes = new HashMap<>();
        request.given().forEach((name, at) -> homes.put(name, new Home(at.array(), at.offset(), at.accumulate())));
        List<List<String>> sections =
                request.sections().stream().map(Section::results).toList();
        boolean single = request.rows().equals("1");
        return new Scheduler.Request(request.graph(), sections, request.block(), single, homes);
    }

    /** All words that the code around may mean something by. */
    private static Set<String> taken(EmitRequest request) {
        Set<String> taken = new HashSet<>(request.identifiers());
        taken.addAll(RESERVED);
        List<String> expressions = new ArrayList<>(List.of(request.rows(), request.random()));
        request.given().values().forEach(g -> expressions.add(g.array()));
        request.sections().forEach(s -> expressions.add(s.method()));
        for (String expression : expressions) {
            for (String word : expression.split("[^\\p{L}\\p{N}_$]+")) {
                taken.add(word);
            }
        }
        return taken;
    }

    /** The parameters of methods inside recurrences. */
    private static void variables(List<Statement> statements, Set<String> taken) {
        for (Statement statement : statements) {
            if (statement instanceof Statement.Repeat) {
                taken.add(((Statement.Repeat) statement).loop().variable());
                variables(((Statement.Repeat) statement).body(), taken);
            }
        }
    }

    private static Map<String, Location> locations(Context context) {
        Map<String, Location> locations =
                new LinkedHashMap<>(new TreeMap<>(context.request().given()));
        context.program()
                .locations()
                .forEach((name, view) ->
                        locations.computeIfAbsent(name, n -> new Location(context.array(view), view.offset(), false)));
        return locations;
    }
}
