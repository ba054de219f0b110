package io.lstmc.compiler.codegen.text;

import com.palantir.javapoet.CodeBlock;
import java.util.List;

/** Shapes of code that several parts of a class share. */
public final class CodeBlocks {

    private CodeBlocks() {}

    /** {@code List.of(…)}, an entry a line. */
    public static CodeBlock listOf(List<CodeBlock> entries) {
        CodeBlock.Builder code = CodeBlock.builder().add("$T.of(", List.class);
        code.indent().indent();
        for (int i = 0; i < entries.size(); i++) {
            code.add(i == 0 ? "\n" : ",\n").add(entries.get(i));
        }
        return code.add(")").unindent().unindent().build();
    }
}
