/**
 * The words and signs of the language.
 *
 * Where a sign has a mathematical and an ASCII form, both are one token: the parser does not know which was written.
 * The lexer never fails: what is no word of the language becomes UNKNOWN or MALFORMED_NUMBER and is reported by the
 * compiler in its own words.
 */
lexer grammar LstmLexer;

channels {
    DOCUMENTATION
}

tokens {
    // A NAME that begins a line and the left side of an equation. The lexer makes none: the compiler sets this type
    // where a name is first on its line and '=' follows it. The parser then sees that the statement before must have
    // ended, even where that one lacks a ')' or an operand.
    EQUATION_NAME,

    // The NAME `not` right before 'in', as in `logits not in [0, 1]`; also set by the compiler, so that elsewhere `not`
    // is a name like any other.
    NOT,

    // A NAME in a train block that is a setting without a number, such as `carry`, and the words `true` and `false` behind
    // it; also set by the compiler. Without it `carry epochs 30` would be read as one setting.
    SWITCH
}

// ---- Definitions

PACKAGE : 'package';
IMPORT : 'import';
CELL : 'cell';
FUNCTION : 'function';
INITIALIZER : 'initializer';
OPTIMIZER : 'optimizer'; // also a setting of the train block
MODEL : 'model';

// ---- Statements

INPUT : 'input';
STATE : 'state';
PARAM : 'param';
LAYER : 'layer';
OUTPUT : 'output';
TARGET : 'target';
TIME : 'time';
LOSS : 'loss';
TRAIN : 'train';
UNROLL : 'unroll';
PRECISION : 'precision';

/** The range of an option: rate in [0, 1). */
IN : 'in' | '\u2208';

// ---- Numbers and names

/** 1, 1.5, 1e-3 */
NUMBER : DIGITS ('.' DIGITS)? ([eE] [+-]? DIGITS)?;

/** .5, 5., 1e, 0x1F, 1_000, 2x: reads on to the end of what was meant as one word, so that it is one mistake. */
MALFORMED_NUMBER : '.'? [0-9] ([0-9._] | LETTER)*;

/** W_f, θ, x₁, h̃: letters of any script, digits, underscores, subscripts and accents. */
NAME : (LETTER | '_') (LETTER | [\p{Nd}\p{Mn}_₀-₉])*;

// ---- Signs

LEFT_BRACE : '{';
RIGHT_BRACE : '}';
LEFT_PAREN : '(';
RIGHT_PAREN : ')';
LEFT_BRACKET : '[';
RIGHT_BRACKET : ']';
COMMA : ',';
COLON : ':';
DOT : '.';
TILDE : '~';
ASSIGN : '=';
INFINITY : '\u221E';

PLUS : '+';
MINUS : '-';
TIMES : '⊙' | '*'; // elementwise
DIVIDE : '/';
MATRIX_PRODUCT : '·' | '\u22C5' | '@'; // the middle dot, and the dot operator that looks the same
OUTER_PRODUCT : '⊗';
POWER : '^';

GREATER_EQUAL : '>=';
LESS_EQUAL : '<=';
EQUAL : '==';
NOT_EQUAL : '!=';
GREATER : '>';
LESS : '<';

/** Belongs to no rule; the compiler says so and goes on without it. */
SEMICOLON : ';';

// ---- Between words

/** Three slashes, not four: documentation of the definition that follows. */
DOC_COMMENT : '///' (~[/\r\n] ~[\r\n]*)? -> channel(DOCUMENTATION);

COMMENT : '//' ~[\r\n]* -> skip;

/** The byte order mark is accepted at the start of a file only; the compiler refuses it elsewhere. */
SPACE : [ \t\r\n\uFEFF]+ -> skip;

UNKNOWN : .;

fragment DIGITS : [0-9]+;
fragment LETTER : [\p{L}];
