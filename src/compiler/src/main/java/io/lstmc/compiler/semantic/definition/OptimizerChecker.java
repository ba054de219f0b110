package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.semantic.expression.ExpressionChecker;
import io.lstmc.compiler.semantic.expression.InitializerChecker;
import io.lstmc.compiler.semantic.expression.Options;
import io.lstmc.compiler.semantic.scope.BodyKind;
import io.lstmc.compiler.semantic.scope.DefinitionContext;
import io.lstmc.compiler.semantic.scope.FileContext;
import io.lstmc.compiler.semantic.scope.NameScope;
import io.lstmc.compiler.semantic.scope.OpenType;
import io.lstmc.compiler.semantic.scope.Symbol;
import io.lstmc.compiler.semantic.scope.UnusedNames;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Shape;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TypedOptimizer;
import java.util.ArrayList;
import java.util.List;

/** Checks one optimizer: elementwise equations over the gradient, the parameter and further states. */
public final class OptimizerChecker {

    /** One element stands for all: every state and the gradient have this shape. */
    private static final Shape ELEMENTS = Shape.vector(Size.named("elements"));

    private final FileContext context;
    private final Definition.Optimizer optimizer;
    private final DefinitionContext body;
    private final NameScope scope = new NameScope();
    private final List<Identifier> inputs = new ArrayList<>();
    private final List<Statement.Initialised> states = new ArrayList<>();
    private final ExpressionChecker checker;
    private Symbol count;

    public OptimizerChecker(FileContext context, Definition.Optimizer optimizer) {
        this.context = context;
        this.optimizer = optimizer;
        this.body = new DefinitionContext(context, BodyKind.OPTIMIZER);
        this.checker = new ExpressionChecker(body, scope, false);
    }

    public void check() {
        Options.declare(optimizer.parameters(), Symbol.Kind.OPTION, body, scope);
        for (Statement each : optimizer.body()) {
            declare(each);
        }
        checkForm();
        count = new Symbol(new Identifier("k", optimizer.name().span()), Symbol.Kind.COUNT);
        count.value(OpenType.scalar());
        if (scope.find("k") == null) {
            scope.give(count);
        }
        BodyEquations equations = new BodyEquations(body, scope);
        for (Statement statement : optimizer.body()) {
            if (statement instanceof Statement.Equation equation) {
                equations.add(equation);
            }
        }
        for (Statement.Initialised s : states) {
            if (s.initializer().isPresent()) {
                new InitializerChecker(context).reference(s.initializer().get(), checker, true);
            }
            s.beginning().ifPresent(this::refuseBeginning);
        }
        List<BodyEquations.Node> ordered = checkEquations(equations);
        if (body.isSound()) {
            finish(ordered);
            UnusedNames.warn(scope, context);
        }
    }

    private void declare(Statement statement) {
        if (statement instanceof Statement.Input input) {
            for (Statement.Variable v : input.variables()) {
                inputs.add(v.name());
                declare(v, Symbol.Kind.INPUT);
            }
        } else if (statement instanceof Statement.State state) {
            for (Statement.Initialised s : state.states()) {
                states.add(s);
                declare(s.variable(), Symbol.Kind.STATE);
            }
        } else if (!(statement instanceof Statement.Equation)) {
            boolean output = statement instanceof Statement.Output;
            context.report(Diagnostic.of(
                            Code.MISPLACED,
                            statement.span(),
                            Declarations.word(statement) + " cannot stand in an optimizer")
                    .withHint(
                            output
                                    ? "the parameter itself is the result: it is the state without initialiser"
                                    : "an optimizer has one input, states and equations"));
        }
    }

    private void refuseBeginning(Expression value) {
        context.report(Diagnostic.of(Code.OPTIMIZER_FORM, value.span(), "a state of an optimizer begins with a number")
                .withHint("write ~ and an initialiser of one number instead of ="));
    }

    private void declare(Statement.Variable variable, Symbol.Kind kind) {
        Symbol symbol = scope.declare(variable.name(), kind, BodyKind.OPTIMIZER, context);
        symbol.value(OpenType.of(body.inference().known(ELEMENTS)));
        if (variable.sizes().isPresent()) {
            context.report(Diagnostic.of(
                            Code.OPTIMIZER_FORM,
                            variable.name().span(),
                            variable.name().text() + " has the shape of the parameter, whatever that is")
                    .withHint("leave the sizes out: the equations hold for each element"));
        }
    }

    private void checkForm() {
        Span at = optimizer.name().span();
        if (inputs.isEmpty()) {
            context.report(Diagnostic.of(Code.OPTIMIZER_FORM, at, "an optimizer needs one input, the gradient")
                    .withHint("add `input g`"));
        }
        for (Identifier more : inputs.subList(Math.min(1, inputs.size()), inputs.size())) {
            context.report(
                    Diagnostic.of(Code.OPTIMIZER_FORM, more.span(), "an optimizer has one input only, the gradient")
                            .withLabel("the gradient is " + inputs.get(0).text())
                            .withHint("numbers such as rates are options: optimizer "
                                    + optimizer.name().text() + "(" + more.text() + ")"));
        }
        List<Identifier> parameters = new ArrayList<>();
        for (Statement.Initialised s : states) {
            if (s.initializer().isEmpty() && s.beginning().isEmpty()) {
                parameters.add(s.variable().name());
            }
        }

        if (parameters.isEmpty()) {
            context.report(Diagnostic.of(Code.OPTIMIZER_FORM, at, "an optimizer needs a state that is the parameter")
                    .withHint("declare it without an initialiser, as in `state θ`"));
        }
        for (Identifier more : parameters.subList(Math.min(1, parameters.size()), parameters.size())) {
            context.report(Diagnostic.of(
                            Code.OPTIMIZER_FORM, more.span(), "two states have no initialiser: which is the parameter?")
                    .withLabel("the first is " + parameters.get(0).text())
                    .withHint("say how the other one starts: `" + more.text() + " ~` and one of "
                            + context.names(Definition.Initializer.class, more.span())));
        }
    }

    private List<BodyEquations.Node> checkEquations(BodyEquations equations) {
        List<BodyEquations.Node> ordered = equations.check(checker);
        for (Statement.Initialised state : states) {
            Identifier name = state.variable().name();
            if (!equations.defines(scope.find(name.text()))) {
                context.report(
                        Diagnostic.of(Code.STATE_WITHOUT_UPDATE, name.span(), "state " + name.text() + " has no update")
                                .withHint("add an equation " + name.text() + "[k] = …"));
            }
        }
        return ordered;
    }

    private void finish(List<BodyEquations.Node> ordered) {
        context.demands(optimizer, body.demands());
        Declaration parameter = null;
        List<TypedOptimizer.Slot> slots = new ArrayList<>();
        for (Statement.Initialised state : states) {
            Declaration declaration = declaration(state.variable().name());
            if (state.initializer().isPresent()) {
                slots.add(new TypedOptimizer.Slot(
                        declaration, checker.resolved(state.initializer().get())));
            } else {
                parameter = declaration;
            }
        }
        context.typed()
                .optimizers()
                .put(
                        optimizer,
                        new TypedOptimizer(
                                optimizer,
                                Options.declarations(optimizer.parameters(), scope),
                                declaration(inputs.get(0)),
                                count.declaration(),
                                parameter,
                                slots,
                                BodyEquations.resolved(ordered, checker)));
    }

    private Declaration declaration(Identifier name) {
        return scope.find(name.text()).declaration();
    }
}
