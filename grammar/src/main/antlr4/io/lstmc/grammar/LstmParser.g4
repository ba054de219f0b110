/**
 * The grammar of the language.
 *
 * Line ends mean nothing. Every choice is made by the next token alone, so reading takes time in proportion to the
 * text, and a mistake is found at the first token that cannot continue what stands before it. To keep it so, a few
 * rules accept more than the language allows (say, any expression before the ':' of an option); the compiler refuses
 * the rest when it builds the tree, where it can say more about it.
 */
parser grammar LstmParser;

options {
    tokenVocab = LstmLexer;
}

file
    : packageDeclaration? importDeclaration* definition* EOF
    ;

packageDeclaration
    : 'package' packagePart ('.' packagePart)*
    ;

importDeclaration
    : 'import' packagePart ('.' packagePart)*
    ;

// Reserved words are ordinary here: `package com.example.model`.
packagePart
    : NAME
    | 'package' | 'import' | 'cell' | 'function' | 'initializer' | 'optimizer' | 'model'
    | 'input' | 'state' | 'param' | 'layer' | 'output' | 'target' | 'time' | 'loss' | 'train' | 'unroll' | 'precision'
    | IN | NOT | ADJOINT
    ;

// ---- Definitions

definition
    : 'cell' header body                             # cell
    | 'function' header (body | '=' expression)      # function
    | 'initializer' header '=' expression            # initializer
    | 'optimizer' header body                        # optimizer
    | 'model' header (body | '=' expression)         # model
    ;

header
    : NAME parameters?
    ;

parameters
    : '(' (parameter (',' parameter)*)? ')'
    ;

// units    rate = 0.2    rate in [0, 1) = 0.2    logits not in [0, 1]    cell C = LSTM
parameter
    : ('cell' | 'function' | 'initializer' | 'optimizer' | 'model')? NAME (NOT? IN range)? ('=' expression)?
    ;

// [0, 1]    (0, ∞)
range
    : ('[' | '(') bound ',' bound (']' | ')')
    ;

bound
    : '-'? (NUMBER | INFINITY | NAME)
    ;

body
    : '{' statement* '}'
    ;

// ---- Statements

statement
    : 'time' NAME (lengthSign expression)?                   # time
    | 'input' typed (',' typed)*                             # input
    | 'target' typed (',' typed)*                            # target
    | 'state' initialised (',' initialised)*                 # state
    | 'param' typed (',' typed)* ('~' initial)?              # param
    | 'layer' NAME '=' expression                            # layer
    | 'output' result (',' result)*                          # output
    | 'loss' expression                                      # loss
    | ADJOINT expression (',' expression)*                   # adjoint
    | 'train' settings                                       # train
    | ('unroll' | 'precision') (NAME | NUMBER)               # option
    | (NAME | EQUATION_NAME) moment? '=' expression          # equation
    ;

// time T = 36    time T <= 36; the others are refused
lengthSign
    : '=' | '<=' | '<' | '>' | '>=' | '==' | '!='
    ;

// x[T, 2]    words[T] : token(5000)    E[5000, 16] : frozen
typed
    : variable (':' NAME arguments?)?
    ;

// W[units, x]    x    x[]    more brackets are refused
variable
    : NAME sizes*
    ;

sizes
    : '[' (expression (',' expression)*)? ']'
    ;

// h[units]    c ~ constant(1)    h[units] = h0
initialised
    : variable ('~' initial | '=' expression)?
    ;

// zeros    constant(1)
initial
    : NAME arguments?
    ;

// The [t] of h[t] = …
moment
    : '[' expression ']'
    ;

// h[t]    forecast = Dense(z)
result
    : expression ('=' expression)?
    ;

settings
    : '{' setting* '}'
    ;

// epochs 100    clip norm 1.0    optimizer adam(lr: 1e-3)    frozen [a.E]    except [*.b] (decay: 0)    carry
setting
    : (NAME | 'optimizer') (number | NAME (number | arguments) | selection arguments?)
    | SWITCH (SWITCH | number)?
    ;

selection
    : '[' selected (',' selected)* ']'
    ;

// a.W_f    a    *.b_*
selected
    : selectedPart ('.' selectedPart)*
    ;

selectedPart
    : NAME (TIMES NAME?)*
    | (TIMES NAME?)+
    ;

number
    : '-'? NUMBER
    ;

// ---- Expressions, one rule for each level of precedence, the loosest first

expression
    : sum (('>' | '>=' | '<' | '<=' | '==' | '!=') sum)*
    ;

sum
    : product (('+' | '-') product)*
    ;

product
    : outerProduct ((TIMES | '/') outerProduct)*
    ;

// Looser than the matrix product: W·x ⊗ V·x is (W·x) ⊗ (V·x).
outerProduct
    : matrixProduct (OUTER_PRODUCT matrixProduct)*
    ;

matrixProduct
    : negation (MATRIX_PRODUCT negation)*
    ;

// The power binds tighter: -2^2 is -(2^2).
negation
    : '-'* power
    ;

// From the right: 2^3^2 is 2^(3^2). An exponent may have a sign: 2^-1.
power
    : operand ('^' '-'* operand)*
    ;

operand
    : primary index*
    ;

// h[t-1]    x[3]    x[a:b]    x[a:]    x[:b]
index
    : '[' (expression (':' expression?)? | ':' expression?) ']'
    ;

primary
    : NUMBER                                  # literal
    | NAME (arguments | ('.' NAME)+)?         # reference
    | '(' expression ')'                      # parentheses
    | '[' expression (',' expression)* ']'    # concatenation
    ;

arguments
    : '(' (argument (',' argument)*)? ')'
    ;

// x    units: 64
argument
    : expression (':' expression)?
    ;
