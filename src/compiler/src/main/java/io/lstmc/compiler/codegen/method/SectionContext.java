package io.lstmc.compiler.codegen.method;

import com.palantir.javapoet.FieldSpec;
import io.lstmc.compiler.codegen.text.Elements;
import io.lstmc.compiler.codegen.text.UniqueNames;
import io.lstmc.compiler.program.Axis;
import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Program;
import io.lstmc.compiler.program.View;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/**
 * What all methods of one section of an emitted graph share.
 *
 * @param section the section's method
 * @param arrays names of the fields that hold the buffers' arrays
 * @param fields takes more fields
 */
record SectionContext(
        EmitRequest request,
        String section,
        Program program,
        Elements elements,
        UniqueNames names,
        Map<Buffer, String> arrays,
        List<FieldSpec> fields) {

    /** A new field with a layout of weights for a kernel. */
    String layout(String kernel) {
        String name = names.take("weights");
        fields.add(FieldSpec.builder(elements.weights(), name, Modifier.FINAL)
                .initializer("$L.newWeights()", kernel)
                .build());
        return name;
    }

    /** The Java expression of the array, or of the array of slots, in which a view lies. */
    String array(View view) {
        Buffer buffer = view.buffer();
        return buffer.kind() == Buffer.Kind.GIVEN && !buffer.isLiteral()
                ? buffer.name()
                : arrays.get(program.array(buffer));
    }

    /** The Java expression of the array of slots in which a view lies, for kernels. */
    String slots(View view) {
        return view.buffer().slotted() ? array(view) : "new " + elements.type() + "[][] {" + array(view) + "}";
    }

    /** The Java expression of a view's first slot. */
    String slot(View view) {
        if (!view.buffer().slotted()) {
            return "0";
        }
        StringBuilder text = new StringBuilder();
        for (View.Term term : view.terms()) {
            append(
                    text,
                    term.loop().variable(),
                    Math.floorDiv(term.stride(), view.buffer().stride()));
        }
        return plus(text.toString(), view.slot());
    }

    /** The Java expression of a view's first element, in its slot if it has slots. */
    String base(View view) {
        StringBuilder text = new StringBuilder();
        for (View.Term term : view.terms()) {
            boolean slots =
                    view.buffer().slotted() && term.stride() % view.buffer().stride() == 0;
            append(text, term.loop().variable(), slots ? 0 : term.stride());
        }
        return plus(text.toString(), fixedBase(view));
    }

    /** The index of a view's first element without what loops add, in its slot if it has slots. */
    int fixedBase(View view) {
        return view.buffer().slotted() ? view.inner() : view.offset();
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
