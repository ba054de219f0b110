package io.lstmc.compiler.semantic.scope;

import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.Size;
import java.util.List;

/**
 * A shape that is known or still to be found. Variables that were found equal share one representative; only
 * {@link ShapeInference} changes them.
 */
public final class ShapeVariable {

    /** The variable with which this one was found equal, or null for a representative. */
    ShapeVariable parent;

    /** Of a representative. */
    List<Size> sizes;

    /** Of a representative. */
    Expression origin;

    public ShapeVariable(List<Size> sizes) {
        this.sizes = sizes;
    }

    public ShapeVariable representative() {
        ShapeVariable root = this;
        while (root.parent != null) {
            root = root.parent;
        }
        return root;
    }

    /** The sizes, perhaps with open names in them, or null while even the rank is open. */
    public List<Size> sizes() {
        return representative().sizes;
    }

    /** The expression from which the shape was inferred, or null for a declared one. */
    public Expression origin() {
        return representative().origin;
    }

    public boolean isOpen() {
        return sizes() == null;
    }
}
