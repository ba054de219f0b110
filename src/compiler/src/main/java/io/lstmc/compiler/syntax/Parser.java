package io.lstmc.compiler.syntax;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.SourceFile;
import io.lstmc.grammar.LstmParser;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;

/**
 * Reads the text of one file: characters, then tokens, then the tree.
 *
 * <p>All mistakes are reported in one run, up to a limit; what cannot be read is left out of the tree or is
 * {@link Expression.Invalid}. Every input ends in time and memory in proportion to its length, which is limited, and
 * the tree is never deeper than a recursive visitor can bear.
 */
public final class Parser {

    private Parser() {}

    public static SourceFile parse(SourceText source, Diagnostics diagnostics) {
        Reports reports = new Reports(source, diagnostics);
        if (source.text().length() > TextLimits.CHARACTERS) {
            reports.add(
                    Code.FILE_TOO_LARGE,
                    new Span(source, 0, 0),
                    "the file has more than " + TextLimits.CHARACTERS + " characters");
            return nothing(source);
        }
        if (!Characters.check(source, reports)) {
            return nothing(source);
        }
        Optional<List<Token>> tokens = TokenReader.read(reports);
        return tokens.map(list -> tree(list, reports)).orElseGet(() -> nothing(source));
    }

    private static SourceFile tree(List<Token> list, Reports reports) {
        CommonTokenStream tokens = new CommonTokenStream(new ListTokenSource(list));
        LstmParser parser = new LstmParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(new Recovery(reports));
        return new FileBuilder(reports, tokens).build(parser.file());
    }

    private static SourceFile nothing(SourceText source) {
        return new SourceFile(source, Optional.empty(), List.of(), List.of());
    }
}
