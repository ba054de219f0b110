package io.lstmc.compiler.codegen.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodeTest {

    @Test
    void readsLikeABlockOfJavaPoet() {
        CodeBlock block = CodeBlock.builder()
                .beginControlFlow("for (int $L = 0; $L < $L; $L++)", "i", "i", 8, "i")
                .add("// $L\n", "a comment")
                .addStatement(
                        "$L = $L + 1f", CodeBlock.of("a[$L]", "i"), CodeBlock.of("$T.max($L, 0f)", Math.class, "b"))
                .endControlFlow()
                .addStatement("$T<$T> c", List.class, String.class)
                .build();
        Code code = new Code()
                .beginControlFlow("for (int $L = 0; $L < $L; $L++)", "i", "i", 8, "i")
                .add("// $L\n", "a comment")
                .addStatement("$L = $L + 1f", Code.of("a[$L]", "i"), Code.of("$T.max($L, 0f)", Math.class, "b"))
                .endControlFlow()
                .addStatement("$T<$T> c", List.class, String.class);
        assertEquals(block.toString(), code.build().toString());
    }

    @Test
    void aValueMeansNothingToJavaPoet() {
        assertEquals(
                "a$L = $T;\n",
                new Code()
                        .addStatement("$L", Code.of("a$L = $L", "$L", "$T"))
                        .build()
                        .toString());
    }

    @Test
    void knowsValuesAndTypesAlone() {
        assertThrows(IllegalArgumentException.class, () -> Code.of("$S", "text"));
    }
}
