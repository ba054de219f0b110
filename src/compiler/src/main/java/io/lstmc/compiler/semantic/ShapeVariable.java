package io.lstmc.compiler.semantic;

import io.lstmc.compiler.syntax.Expression;
import java.util.List;

/**
 * A shape that is known or still to be found. Variables that were found equal share one representative; only
 * {@link Inference} changes them.
 */
final class ShapeVariable {

    /** The variable with which this one was found equal, or null for a representative. */
    ShapeVariable parent;

    /** The sizes, perhaps with open names in them, or null while even the rank is open. */
    List<Size> sizes;

    /** The expression from which the shape was inferred, or null for a declared one. */
    Expression origin;

    ShapeVariable(List<Size> sizes) {
        this.sizes = sizes;
    }

    ShapeVariable representative() {
        ShapeVariable root = this;
        while (root.parent != null) {
            root = root.parent;
        }
        return root;
    }

    boolean isOpen() {
        return representative().sizes == null;
    }
}
