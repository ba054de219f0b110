package io.lstmc.compiler.codegen.method;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import io.lstmc.compiler.codegen.text.Code;
import io.lstmc.compiler.program.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/**
 * Writes a method for one row, a step of a stream. It takes so little time that each call counts; so one call computes as
 * much as possible.
 *
 * <pre>
 * before:  P0.set(x → y)    P1.add(h → y)    K.tanh(y)    loop over y and c
 * after:   P2.set((x, h) → y)    if (!E3.run(y, c)) { K.tanh(y)    loop over y and c }
 * </pre>
 */
final class StepWriter {

    /** Calls in one method, so that its code stays far from the bounds of Java. */
    private static final int MOST_CALLS = 200;

    private final SectionContext context;
    private final MethodWriter methods;

    /** The step, cut into pieces where it is long. */
    private final List<Code> pieces = new ArrayList<>(List.of(new Code()));

    private Code code = pieces.get(0);
    private int calls;
    private final List<ArrayLoop> loops = new ArrayList<>();
    private final List<Statement> others = new ArrayList<>();
    private String name;
    private int parts;

    StepWriter(SectionContext context, MethodWriter methods) {
        this.context = context;
        this.methods = methods;
    }

    /** Writes a method that runs statements, and those that it calls. */
    void write(String method, List<Statement> statements) {
        name = method;
        for (int i = 0; i < statements.size(); ) {
            List<Statement.Product> sum = RowProducts.from(statements, i, context);
            if (!sum.isEmpty()) {
                finish();
                call();
                RowProducts.write(sum, context, code);
                i += sum.size();
                continue;
            }
            Statement statement = statements.get(i++);
            Optional<ArrayLoop> loop = ArrayLoop.of(statement, context);
            if (loop.isPresent() == loops.isEmpty() && !(loops.isEmpty() && others.isEmpty())) {
                finish();
            }
            if (loop.isPresent()) {
                add(loop.get());
            } else {
                others.add(statement);
            }
        }
        finish();
        if (pieces.size() > 1) {
            code = new Code();
            for (int i = 0; i < pieces.size(); i++) {
                String piece = context.names().take(name + "Calls" + i);
                methods.addFirst(piece, pieces.get(i));
                code.addStatement("$L()", piece);
            }
        }
        methods.addFirst(name, code);
    }

    /** Begins another piece where the present one is long. */
    private void call() {
        if (++calls % MOST_CALLS == 0) {
            code = new Code();
            pieces.add(code);
        }
    }

    /** What is behind the last function goes with the next one, which may well need it at once. */
    private void add(ArrayLoop next) {
        if (!loops.isEmpty() && loops.get(loops.size() - 1).takes(next)) {
            loops.get(loops.size() - 1).with(next.statements());
            return;
        }
        if (!loops.isEmpty()) {
            ArrayLoop last = loops.get(loops.size() - 1);
            ArrayLoop tail = last.tail();
            if (tail.takes(next)) {
                tail.with(next.statements());
                loops.add(tail);
                loops.removeIf(ArrayLoop::isEmpty);
                return;
            }
            last.with(tail.statements());
        }
        loops.add(next);
    }

    private void finish() {
        call();
        List<Statement> plain = new ArrayList<>(others);
        for (ArrayLoop l : loops) {
            plain.addAll(l.statements());
        }
        boolean computes = loops.stream()
                .flatMap(l -> l.statements().stream())
                .anyMatch(s -> !s.instructions().isEmpty());
        if (computes) {
            List<ArrayExpression> arrays = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            for (ArrayLoop l : loops) {
                texts.add(l.text(a -> word(a, arrays)));
            }

            code.beginControlFlow(
                    "if (!$L.run($L, $L))",
                    context.request().products().equations(texts),
                    list(arrays),
                    context.request().parameters());
            part(plain);
            code.endControlFlow();
        } else if (!plain.isEmpty()) {
            part(plain);
        }
        loops.clear();
        others.clear();
    }

    private void part(List<Statement> statements) {
        String part = context.names().take(name + "Part" + parts++);
        methods.write(part, statements, List.of(), false);
        code.addStatement("$L()", part);
    }

    private String word(ArrayExpression array, List<ArrayExpression> arrays) {
        if (array.field().equals(context.request().parameters())) {
            return "p";
        }
        if (!arrays.contains(array)) {
            arrays.add(array);
        }
        return "a" + arrays.indexOf(array);
    }

    /** A field with some arrays. */
    private String list(List<ArrayExpression> arrays) {
        String field = context.names().take("arrays");
        context.fields()
                .add(FieldSpec.builder(
                                ArrayTypeName.of(context.elements().array()), field, Modifier.PRIVATE, Modifier.FINAL)
                        .initializer(
                                "{$L}",
                                arrays.stream().map(ArrayExpression::toString).collect(Collectors.joining(", ")))
                        .build());
        return field;
    }
}
