package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.Unroll;
import io.lstmc.compiler.codegen.text.Code;
import io.lstmc.compiler.codegen.text.IndexExpression;
import io.lstmc.compiler.program.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Writes the loop over the steps of a recurrence: all calls in a row, blocks of calls in a loop and the rest behind it,
 * or a loop.
 */
final class Unroller {

    /** The longest recurrence that is written without a loop if nobody asks: long ones run no faster, but compile slowly. */
    private static final int MOST_AUTOMATIC = 8;

    /** Longest recurrence without a loop, and longest block, so that the size of the class is bounded. */
    private static final int MOST_CALLS = 10_000;

    private static final int LONGEST_BLOCK = 200;

    private final Loop loop;
    private final int block;

    Unroller(Loop loop, Unroll unroll) {
        this.loop = loop;
        this.block = block(loop.steps(), unroll.block());
    }

    private static int block(int steps, int wish) {
        if (wish == 0) {
            return steps <= MOST_AUTOMATIC ? steps : 1;
        }
        if (wish >= steps && steps <= MOST_CALLS) {
            return steps;
        }
        return Math.min(wish, LONGEST_BLOCK);
    }

    /**
     * @param call writes the call for a step
     * @param sequence writes many calls
     */
    Code code(Function<IndexExpression, Code> call, Function<List<Code>, Code> sequence) {
        Code code = new Code();
        int inBlocks = block == loop.steps() ? 0 : loop.steps() / block * block;
        if (inBlocks > 0) {
            blocks(code, inBlocks, call);
        }
        List<Code> rest = new ArrayList<>();
        for (int i = inBlocks; i < loop.steps(); i++) {
            rest.add(call.apply(IndexExpression.constant(loop.reverse() ? loop.steps() - 1 - i : i)));
        }
        if (!rest.isEmpty()) {
            code.add(sequence.apply(rest));
        }
        return code;
    }

    private void blocks(Code code, int inBlocks, Function<IndexExpression, Code> call) {
        String t = loop.variable();
        String next = block == 1 ? (loop.reverse() ? "--" : "++") : (loop.reverse() ? " -= " : " += ") + block;
        if (loop.reverse()) {
            int first = loop.steps() - 1;
            int end = loop.steps() - inBlocks;
            code.beginControlFlow("for (int $L = $L; $L >= $L; $L$L)", t, first, t, end, t, next);
        } else {
            code.beginControlFlow("for (int $L = 0; $L < $L; $L$L)", t, t, inBlocks, t, next);
        }
        for (int i = 0; i < block; i++) {
            code.addStatement("$L", call.apply(IndexExpression.variable(t).plus(loop.reverse() ? -i : i)));
        }
        code.endControlFlow();
    }
}
