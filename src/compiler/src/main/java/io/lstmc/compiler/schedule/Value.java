package io.lstmc.compiler.schedule;

import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.program.View;

/** What is known of a computed value: where it lies, or how to do without a place. */
sealed interface Value {

    /** In a buffer. */
    record Stored(View view) implements Value {}

    /** The same literal in every element. */
    record Number(double value) implements Value {}

    /** A scalar that somebody else gives, by its name. */
    record Scalar(String name) implements Value {}

    /** A smaller value of type {@code type}, repeated. */
    record Broadcast(Value source, TensorType type) implements Value {}
}
