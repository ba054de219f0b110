package io.lstmc.compiler.codegen.method;

import com.palantir.javapoet.FieldSpec;
import io.lstmc.compiler.codegen.text.Elements;
import io.lstmc.compiler.codegen.text.IndexExpression;
import io.lstmc.compiler.codegen.text.UniqueNames;
import io.lstmc.compiler.program.Axis;
import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Whether a buffer is an array of somebody else. */
    static boolean isExternal(Buffer buffer) {
        return buffer.kind() == Buffer.Kind.GIVEN && !buffer.isLiteral();
    }

    /** What locals for a view are called. */
    String name(View view) {
        return isExternal(view.buffer()) ? array(view) : view.name();
    }

    /** The Java expression of the array, or of the array of slots, in which a view lies. */
    String array(View view) {
        Buffer buffer = view.buffer();
        return isExternal(buffer)
                ? request.arrays().get(buffer.name())
                : arrays.get(request.scheduled().program().array(buffer));
    }

    /** The Java expression of the array of slots in which a view lies, for kernels. */
    String slots(View view) {
        return view.buffer().slotted() ? array(view) : "new " + elements.type() + "[][] {" + array(view) + "}";
    }

    /** A view's first slot. */
    IndexExpression slot(View view) {
        IndexExpression slot = IndexExpression.ZERO;
        if (!view.buffer().slotted()) {
            return slot;
        }
        for (View.Term term : view.terms()) {
            slot = slot.plus(
                    term.loop().variable(),
                    Math.floorDiv(term.stride(), view.buffer().stride()));
        }
        return slot.plus(view.slot());
    }

    /** The array of elements in which a view begins. */
    ArrayExpression elementArray(View view) {
        return new ArrayExpression(array(view), view.buffer().slotted() ? Optional.of(slot(view)) : Optional.empty());
    }

    /** The index of a view's first element, in its slot if it has slots. */
    IndexExpression base(View view) {
        IndexExpression base = IndexExpression.ZERO;
        for (View.Term term : view.terms()) {
            boolean slots =
                    view.buffer().slotted() && term.stride() % view.buffer().stride() == 0;
            base = base.plus(term.loop().variable(), slots ? 0 : term.stride());
        }
        return base.plus(fixedBase(view));
    }

    /** The index of a view's first element without what loops add, in its slot if it has slots. */
    int fixedBase(View view) {
        return view.buffer().slotted() ? view.inner() : view.offset();
    }

    /** An axis' length. */
    IndexExpression count(Axis axis) {
        return (axis.rows() ? request.rows() : IndexExpression.ONE).times(axis.length());
    }
}
