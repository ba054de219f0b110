package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.codegen.text.IndexExpression;
import java.util.Optional;

/**
 * An array of elements in generated code. Two that are equal are one array.
 *
 * @param field an array of elements, or of slots
 * @param slot which of those
 */
record ArrayExpression(String field, Optional<IndexExpression> slot) {

    /** As Java writes it. */
    @Override
    public String toString() {
        return slot.map(s -> field + "[" + s + "]").orElse(field);
    }
}
