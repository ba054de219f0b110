package io.lstmc.runtime.kernel;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Copies of parts of matrices, too narrow for {@link System#arraycopy} to be fast. The distances of rows are literals; so
 * each such form is a {@link LiteralClass} of its own, made from {@code VectorCopiesForm}.
 */
abstract class VectorCopies {

    private record Form(int from, int to) {}

    private static final ConcurrentHashMap<Form, VectorCopies> FORMS = new ConcurrentHashMap<>();

    /**
     * @param from distance of the rows that are read
     * @param to distance of the rows that are written
     */
    static VectorCopies of(int from, int to) {
        return FORMS.computeIfAbsent(new Form(from, to), VectorCopies::define);
    }

    private static VectorCopies define(Form form) {
        return (VectorCopies) LiteralClass.make("VectorCopiesForm", new int[] {form.from, form.to});
    }

    abstract void rows(int rows, int width, float[] from, int fo, float[] to, int at);
}
