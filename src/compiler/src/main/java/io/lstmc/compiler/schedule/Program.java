package io.lstmc.compiler.schedule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A scheduled graph: sections of statements over buffers.
 *
 * @param buffers those that need an array, in order of creation
 * @param sections run one after the other; a later one reads what earlier ones left
 * @param locations where each argument and each result lies
 * @param arrays the buffer in whose array a buffer lives, for those that share one
 */
public record Program(
        List<Buffer> buffers, List<List<Statement>> sections, Map<String, View> locations, Map<Buffer, Buffer> arrays) {

    public Program {
        buffers = List.copyOf(buffers);
        sections = sections.stream().map(List::copyOf).toList();
        locations = Collections.unmodifiableMap(new LinkedHashMap<>(locations));
        arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    }

    Program withSections(List<List<Statement>> replaced) {
        return new Program(buffers, replaced, locations, arrays);
    }

    Program withArrays(Map<Buffer, Buffer> replaced) {
        return new Program(buffers, sections, locations, replaced);
    }

    /** The buffer whose array a buffer lives in. */
    public Buffer array(Buffer buffer) {
        Buffer at = buffer;
        while (arrays.containsKey(at)) {
            at = arrays.get(at);
        }
        return at;
    }

    /** For people: the buffers, then the statements. */
    @Override
    public String toString() {
        return new ProgramText().write(this);
    }
}
