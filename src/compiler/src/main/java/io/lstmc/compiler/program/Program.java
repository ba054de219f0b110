package io.lstmc.compiler.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A scheduled graph: sections of statements over buffers.
 *
 * @param buffers those that need an array, in order of creation
 * @param literals those whose numbers stand in the source
 * @param sections run one after the other; a later one reads what earlier ones left
 * @param locations where each argument and each result lies
 * @param arrays the buffer in whose array a buffer lives, for those that share one
 */
public record Program(
        List<Buffer> buffers,
        List<Buffer> literals,
        List<List<Statement>> sections,
        Map<String, View> locations,
        Map<Buffer, Buffer> arrays) {

    public Program {
        buffers = List.copyOf(buffers);
        literals = List.copyOf(literals);
        sections = sections.stream().map(List::copyOf).toList();
        locations = Collections.unmodifiableMap(new LinkedHashMap<>(locations));
        arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    }

    public Program withSections(List<List<Statement>> replaced) {
        return new Program(buffers, literals, replaced, locations, arrays);
    }

    /** The program with the statements of each section and of each loop, inner loops first, as a function gives them. */
    public Program withStatements(UnaryOperator<List<Statement>> change) {
        return withSections(
                sections.stream().map(section -> changed(section, change)).toList());
    }

    private static List<Statement> changed(List<Statement> statements, UnaryOperator<List<Statement>> change) {
        List<Statement> list = new ArrayList<>();
        for (Statement statement : statements) {
            list.add(
                    statement instanceof Statement.Repeat repeat
                            ? new Statement.Repeat(repeat.loop(), changed(repeat.body(), change), repeat.equation())
                            : statement);
        }
        return change.apply(list);
    }

    /** The program without some buffers, whose contents lie elsewhere. */
    public Program replace(Map<Buffer, View> replaced) {
        return replace(replaced, List.of());
    }

    /** The program without some buffers, whose contents lie elsewhere, and with others. */
    public Program replace(Map<Buffer, View> replaced, List<Buffer> more) {
        return rewrite(ReplaceBuffers.of(replaced), replaced.keySet(), more);
    }

    /** The program with packs in the place of their parts. */
    public Program pack(PackedViews packed, List<Buffer> packs) {
        return rewrite(ReplaceBuffers.of(packed), packed.packs().keySet(), packs);
    }

    private Program rewrite(ReplaceBuffers rewriting, Set<Buffer> gone, List<Buffer> more) {
        List<Buffer> kept =
                new ArrayList<>(buffers.stream().filter(b -> !gone.contains(b)).toList());
        kept.addAll(more);
        Map<String, View> moved = new LinkedHashMap<>();
        for (Map.Entry<String, View> entry : locations.entrySet()) {
            moved.put(entry.getKey(), rewriting.view(entry.getValue()));
        }
        return new Program(kept, literals, sections.stream().map(rewriting::all).toList(), moved, arrays);
    }

    public Program withArrays(Map<Buffer, Buffer> replaced) {
        return new Program(buffers, literals, sections, locations, replaced);
    }

    /** The buffer whose array a buffer lives in. */
    public Buffer array(Buffer buffer) {
        Buffer at = buffer;
        while (arrays.containsKey(at)) {
            at = arrays.get(at);
        }
        return at;
    }

    /** For people: the buffers, then the statements of each section under its name. */
    public String text(List<String> names) {
        return new ProgramText().write(this, names);
    }

    @Override
    public String toString() {
        return text(IntStream.range(0, sections.size())
                .mapToObj(i -> "section " + i)
                .toList());
    }
}
