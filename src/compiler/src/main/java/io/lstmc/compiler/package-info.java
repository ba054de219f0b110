/**
 * The compiler from {@code .lstm} text to Java text: pure, without files, colours or exit codes.
 *
 * <p>The stages, each a package: {@code syntax} (text to AST), {@code semantic} (AST to typed model), {@code lower}
 * (typed model to {@code ir}), {@code autodiff} (the chain rule), {@code pass} (simplifications), {@code schedule}
 * (order, loops and buffers), {@code plan} (the programs of a class) and {@code codegen} (Java).
 */
package io.lstmc.compiler;
