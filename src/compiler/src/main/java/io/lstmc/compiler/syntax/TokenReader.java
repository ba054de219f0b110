package io.lstmc.compiler.syntax;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Lookalikes;
import io.lstmc.grammar.LstmLexer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/** Text to tokens: what is wrong with one word alone is found here, and the limits that protect the parser. */
final class TokenReader {

    /** Signs that people write for others, and what to write here. */
    private static final Map<String, String> HINTS = Map.ofEntries(
            Map.entry("∘", "write ⊙ or * for an elementwise product"),
            Map.entry("∗", "write ⊙ or * for an elementwise product"),
            Map.entry("×", "write * for an elementwise product, · or @ for a matrix product"),
            Map.entry("•", "write · or @ for a matrix product"),
            Map.entry("−", "write the ASCII minus -"),
            Map.entry("–", "write the ASCII minus -"),
            Map.entry("÷", "write /"),
            Map.entry("²", "write ^2"),
            Map.entry("³", "write ^3"),
            Map.entry("≤", "write <="),
            Map.entry("≥", "write >="),
            Map.entry("≠", "write !="),
            Map.entry("←", "write ="),
            Map.entry("∼", "write the ASCII tilde ~"),
            Map.entry("∑", "write sum(x)"),
            Map.entry("√", "write sqrt(x)"),
            Map.entry("%", "a comment begins with //, the remainder is mod(x, n)"),
            Map.entry("\"", "the language has no texts: names, and those of packages, stand without quotes"),
            Map.entry(
                    "'", "the language has no texts, and no primes in names: write h_new for h', transpose(W) for W'"),
            Map.entry("?", "write where(condition, a, b)"),
            Map.entry("!", "write where(condition, 0, 1)"),
            Map.entry("&", "write a * b for conditions a and b"),
            Map.entry("|", "write abs(x) for |x|, maximum(a, b) for conditions a or b"),
            Map.entry("\u00a0", "this is a no-break space; write an ordinary one"));

    private final Reports reports;
    private final List<Token> tokens = new ArrayList<>();
    private Token previous;
    private Token lastUnknown;
    private int nesting;
    private boolean semicolonReported;

    /** Places in {@link #tokens} of brackets that are open, the innermost first. */
    private final Deque<Integer> openings = new ArrayDeque<>();

    /** The last bracket whose rows have been reported. */
    private int rowsReported = -1;

    private boolean hashReported;

    /** The line whose rest is a comment of another language. */
    private int commentLine;

    private boolean insideBlockComment;

    private TokenReader(Reports reports) {
        this.reports = reports;
    }

    /** All tokens up to the end of the file, or nothing where a limit forbids to go on. */
    static Optional<List<Token>> read(Reports reports) {
        return new TokenReader(reports).read();
    }

    private Optional<List<Token>> read() {
        LstmLexer lexer = new LstmLexer(CharStreams.fromString(reports.source().text()));
        lexer.removeErrorListeners();
        while (true) {
            Token token = lexer.nextToken();
            if (tokens.size() >= TextLimits.TOKENS) {
                reports.add(
                        Code.FILE_TOO_LARGE,
                        reports.span(token),
                        "the file has more than " + TextLimits.TOKENS + " words and signs");
                return Optional.empty();
            }
            if (!nestingAllowed(token)) {
                return Optional.empty();
            }
            if (accept((CommonToken) token)) {
                tokens.add(token);
                noteBracket(token);
            }
            previous = token;
            if (token.getType() == Token.EOF) {
                new EquationStarts(tokens).mark();
                Switches.mark(tokens);
                return Optional.of(tokens);
            }
        }
    }

    private boolean nestingAllowed(Token token) {
        if (TokenKinds.opens(token.getType())) {
            nesting++;
        } else if (TokenKinds.closes(token.getType())) {
            nesting = Math.max(0, nesting - 1);
        }
        if (nesting > TextLimits.NESTING) {
            reports.add(
                    Code.NESTING_TOO_DEEP,
                    reports.span(token),
                    "more than " + TextLimits.NESTING + " brackets inside one another",
                    "give parts of the expression a name of their own");
            return false;
        }
        return true;
    }

    private void noteBracket(Token token) {
        if (TokenKinds.opens(token.getType())) {
            openings.push(tokens.size() - 1);
        } else if (TokenKinds.closes(token.getType()) && !openings.isEmpty()) {
            openings.pop();
        }
    }

    /** Whether the innermost bracket that is open is {@code [}. */
    private boolean insideBrackets() {
        return !openings.isEmpty() && tokens.get(openings.peek()).getType() == LstmLexer.LEFT_BRACKET;
    }

    /** {@code [1, 2; 3, 4]}; of {@code [1 2; 3 4]} the parser says the same where the comma is missing. */
    private void reportRows(Token semicolon) {
        int opening = openings.peek();
        if (opening == rowsReported) {
            return;
        }
        rowsReported = opening;
        for (int i = opening + 1; i < tokens.size(); i++) {
            if (Place.endsOperand(tokens.get(i - 1)) && Place.startsOperand(tokens.get(i))) {
                return;
            }
        }
        reports.add(Code.SYNTAX, reports.span(semicolon), "rows are not separated by ';'", SyntaxMessage.OF_ROWS);
    }

    /** Says whether the parser shall see this token. */
    private boolean accept(CommonToken token) {
        if (insideBlockComment) {
            insideBlockComment = !(isSign(previous, "*") && isSign(token, "/") && adjacent(token));
            return token.getType() == Token.EOF;
        }
        if (token.getLine() == commentLine && token.getType() != Token.EOF) {
            return false;
        }
        switch (token.getType()) {
            case LstmLexer.UNKNOWN:
                return token.getText().equals("#") ? acceptHash(token) : acceptUnknown(token);
            case LstmLexer.SEMICOLON:
                if (insideBrackets()) {
                    reportRows(token);
                    token.setType(LstmLexer.COMMA);
                    return true;
                }
                if (!semicolonReported) {
                    reports.add(Code.SYNTAX, reports.span(token), "statements do not end with ';'", "remove every ';'");
                }
                semicolonReported = true;
                return false;
            case LstmLexer.MALFORMED_NUMBER:
                reports.add(
                        Code.BAD_NUMBER,
                        reports.span(token),
                        TokenKinds.quote(token) + " is not a number",
                        numberHint(token.getText()));
                // The parser goes on as with any number; nobody can read its value, so the builder leaves it out.
                token.setType(LstmLexer.NUMBER);
                return true;
            case LstmLexer.NAME:
                if (token.getText().length() > TextLimits.NAME) {
                    reports.add(
                            Code.NAME_TOO_LONG,
                            reports.span(token),
                            "a name of more than " + TextLimits.NAME + " characters");
                }
                checkVisible(token);
                markAdjoint();
                return true;
            case LstmLexer.IN:
                if (!tokens.isEmpty() && isSign(tokens.get(tokens.size() - 1), "not")) {
                    ((CommonToken) tokens.get(tokens.size() - 1)).setType(LstmLexer.NOT);
                }
                return true;
            case LstmLexer.TIMES:
                boolean opens = isSign(token, "*") && isSign(previous, "/") && adjacent(token);
                // The slash of a comment's end opens none.
                if (opens && !tokens.isEmpty() && tokens.get(tokens.size() - 1) == previous) {
                    reports.add(
                            Code.SYNTAX,
                            reports.span(previous, token),
                            "comments between /* and */ do not exist",
                            "begin each line of a comment with //");
                    tokens.remove(tokens.size() - 1);
                    insideBlockComment = true;
                    return false;
                }
                return true;
            default:
                return true;
        }
    }

    /**
     * Before a name, {@code adjoint} begins a statement where one can begin, which is behind an operand or a brace: no name
     * follows another there.
     */
    private void markAdjoint() {
        int last = tokens.size() - 1;
        if (last > 0
                && isSign(tokens.get(last), "adjoint")
                && TokenKinds.endsStatement(tokens.get(last - 1).getType())) {
            ((CommonToken) tokens.get(last)).setType(LstmLexer.ADJOINT);
        }
    }

    /** Refuses what no reader sees in a name: two names that look the same would differ by it. */
    private void checkVisible(Token name) {
        name.getText()
                .codePoints()
                .filter(Lookalikes::isInvisible)
                .findFirst()
                .ifPresent(c -> reports.add(
                        Code.BAD_CHARACTER,
                        reports.span(name),
                        "an invisible character is in this name: " + Lookalikes.describe(c),
                        "write the name anew"));
    }

    /** What follows to the end of the line is a comment: none of its words is a mistake of its own. */
    private boolean acceptHash(Token token) {
        commentLine = token.getLine();
        if (!hashReported) {
            reports.add(
                    Code.BAD_CHARACTER,
                    reports.span(token),
                    "'#' is not a sign of the language",
                    "a comment begins with //");
        }
        hashReported = true;
        return false;
    }

    /** Signs side by side that no rule knows are one mistake, and the two quotes around a word too. */
    private boolean acceptUnknown(Token token) {
        if (previous != null && previous.getType() == LstmLexer.UNKNOWN && adjacent(token)) {
            return false;
        }
        boolean again = lastUnknown != null
                && lastUnknown.getLine() == token.getLine()
                && lastUnknown.getText().equals(token.getText());
        lastUnknown = token;
        if (again) {
            return true;
        }
        String hint = HINTS.get(token.getText());
        int sign = token.getText().codePointAt(0);
        boolean space = Character.isSpaceChar(sign);
        String message = space || Lookalikes.isInvisible(sign)
                ? (space ? "a space of another kind: " : "an invisible character: ") + Lookalikes.describe(sign)
                : TokenKinds.quote(token) + " is not a sign of the language";
        if (hint == null && (space || Lookalikes.isInvisible(sign))) {
            hint = space ? "write an ordinary space" : "remove it";
        }
        if (hint == null) {
            reports.add(Code.BAD_CHARACTER, reports.span(token), message);
        } else {
            reports.add(Code.BAD_CHARACTER, reports.span(token), message, hint);
        }
        return true;
    }

    private static String numberHint(String text) {
        if (text.length() > TextLimits.NAME) {
            return "numbers are written as 1, 1.5 or 1e-3";
        }
        if (text.matches("\\.[0-9]+([eE][0-9]+)?")) {
            return "write 0" + text;
        }
        if (text.matches("[0-9]+\\.")) {
            return "write " + text + "0 or " + text.substring(0, text.length() - 1);
        }
        if (text.matches("[0-9]+(_[0-9]+)+")) {
            return "write " + text.replace("_", "");
        }
        if (text.matches("[0-9.]+[fFdDlL]")) {
            return "write " + text.substring(0, text.length() - 1) + "; a number has no suffix";
        }
        if (text.matches("0[xXbB].*")) {
            return "write the number in decimal digits";
        }
        if (text.matches("[0-9]+\\p{L}[\\p{L}0-9_]*") && !text.matches("[0-9.]+[eE].*")) {
            int digits = text.replaceFirst("\\p{L}.*", "").length();
            return "write " + text.substring(0, digits) + " * " + text.substring(digits)
                    + "; a name begins with a letter";
        }
        return "numbers are written as 1, 1.5 or 1e-3";
    }

    private boolean adjacent(Token token) {
        return previous.getStopIndex() + 1 == token.getStartIndex();
    }

    private static boolean isSign(Token token, String text) {
        return token != null && token.getText().equals(text);
    }
}
