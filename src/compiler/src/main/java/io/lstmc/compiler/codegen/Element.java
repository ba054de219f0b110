package io.lstmc.compiler.codegen;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.lstmc.compiler.Precision;

/** What the element type decides in the text of a class. */
enum Element {
    FLOAT(TypeName.FLOAT, RuntimeTypes.FLOAT_STORAGE),
    DOUBLE(TypeName.DOUBLE, RuntimeTypes.DOUBLE_STORAGE);

    private final TypeName type;
    private final ClassName storage;

    Element(TypeName type, ClassName storage) {
        this.type = type;
        this.storage = storage;
    }

    static Element of(Precision precision) {
        return switch (precision) {
            case FLOAT -> FLOAT;
            case DOUBLE -> DOUBLE;
        };
    }

    TypeName type() {
        return type;
    }

    ArrayTypeName array() {
        return ArrayTypeName.of(type);
    }

    /** The class of the runtime that wraps such an array. */
    ClassName storage() {
        return storage;
    }

    /** The expression of type double as one of this type. */
    String fromDouble(String expression) {
        return this == FLOAT ? "(float) " + expression : expression;
    }

    String literal(double value) {
        return this == FLOAT ? (float) value + "f" : Double.toString(value);
    }
}
