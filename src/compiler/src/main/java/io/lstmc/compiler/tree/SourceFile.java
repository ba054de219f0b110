package io.lstmc.compiler.tree;

import io.lstmc.compiler.diagnostic.SourceText;
import java.util.List;
import java.util.Optional;

/**
 * The syntax tree of one file.
 *
 * @param source its text
 * @param packageName the Java package of its models, dotted, as {@code com.example.sales}
 * @param imports the packages whose definitions it uses, dotted, in the order of the text
 * @param definitions in the order of the text
 */
public record SourceFile(
        SourceText source, Optional<Identifier> packageName, List<Identifier> imports, List<Definition> definitions) {
    public SourceFile {
        imports = List.copyOf(imports);
        definitions = List.copyOf(definitions);
    }
}
