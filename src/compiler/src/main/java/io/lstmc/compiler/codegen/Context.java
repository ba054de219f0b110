package io.lstmc.compiler.codegen;

import io.lstmc.compiler.schedule.Axis;
import io.lstmc.compiler.schedule.Buffer;
import io.lstmc.compiler.schedule.Program;
import io.lstmc.compiler.schedule.View;
import java.util.Map;

/**
 * What all methods of one emitted graph share.
 *
 * @param arrays names of the fields that hold the buffers' arrays
 */
record Context(EmitRequest request, Program program, Elements elements, Names names, Map<Buffer, String> arrays) {

    /** The Java expression of the array in which a view lies. */
    String array(View view) {
        Buffer buffer = view.buffer();
        return buffer.kind() == Buffer.Kind.GIVEN ? buffer.name() : arrays.get(program.array(buffer));
    }

    /** The Java expression of a view's first element. */
    String base(View view) {
        StringBuilder text = new StringBuilder();
        for (View.Term term : view.terms()) {
            append(text, term.loop().variable(), term.stride());
        }
        return plus(text.toString(), view.offset());
    }

    /** The Java expression of an axis' length. */
    String count(Axis axis) {
        if (!axis.rows()) {
            return Integer.toString(axis.length());
        }
        return axis.length() == 1 ? request.rows() : request.rows() + " * " + axis.length();
    }

    static void append(StringBuilder sum, String variable, int stride) {
        if (stride != 0) {
            sum.append(sum.isEmpty() ? "" : " + ").append(stride == 1 ? variable : variable + " * " + stride);
        }
    }

    static String plus(String sum, int offset) {
        if (sum.isEmpty()) {
            return Integer.toString(offset);
        }
        return offset == 0 ? sum : offset > 0 ? sum + " + " + offset : sum + " - " + -offset;
    }
}
