package io.lstmc.compiler.semantic.definition;

import io.lstmc.compiler.typed.Declaration;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.TypedCell;
import io.lstmc.compiler.typed.TypedModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a gradient can pass from what is computed to a declaration. What a cell does with its params is not looked into: a
 * call of one that has some counts as a way to them.
 */
final class GradientPaths implements Resolved.Visitor<Boolean> {

    /** What leads to what is looked for. */
    private final Set<Declaration> leading = new HashSet<>();

    /** Whether params of layers are looked for. */
    private final boolean params;

    private GradientPaths(boolean params) {
        this.params = params;
    }

    /** Whether the loss of a model changes with a param that is trained; so does one that is not there. */
    static boolean reachParams(TypedModel model) {
        GradientPaths paths = new GradientPaths(true);
        for (TypedCell.TypedParam param : model.params()) {
            if (!param.frozen()) {
                paths.leading.add(param.declaration());
            }
        }
        paths.define(model);
        return model.loss().map(paths::leads).orElse(true);
    }

    /** Whether the loss of a model may change with a value, or where there is no loss, an output. */
    static boolean reach(TypedModel model, Declaration value) {
        GradientPaths paths = new GradientPaths(false);
        paths.leading.add(value);
        paths.define(model);
        return model.loss()
                .map(paths::leads)
                .orElseGet(() -> model.outputs().stream().anyMatch(output -> paths.leads(output.value())));
    }

    private void define(TypedModel model) {
        model.bindings().forEach(binding -> define(binding.declaration(), binding.value()));
    }

    private void define(Declaration declaration, Resolved value) {
        if (leads(value)) {
            leading.add(declaration);
        }
    }

    private boolean leads(Resolved e) {
        return e.accept(this);
    }

    private boolean any(List<? extends Resolved> expressions) {
        return expressions.stream().anyMatch(this::leads);
    }

    @Override
    public Boolean visitNumber(Resolved.Number e) {
        return false;
    }

    @Override
    public Boolean visitLength(Resolved.Length e) {
        return false;
    }

    @Override
    public Boolean visitValue(Resolved.Value e) {
        return leading.contains(e.declaration());
    }

    @Override
    public Boolean visitBefore(Resolved.Before e) {
        return false;
    }

    /** Of a layer that may have params. */
    @Override
    public Boolean visitOutput(Resolved.Output e) {
        return params || leading.contains(e.layer());
    }

    @Override
    public Boolean visitLayerParam(Resolved.LayerParam e) {
        return params || leading.contains(e.layer());
    }

    @Override
    public Boolean visitSlice(Resolved.Slice e) {
        return leads(e.operand());
    }

    @Override
    public Boolean visitElement(Resolved.Element e) {
        return leads(e.operand());
    }

    @Override
    public Boolean visitLookup(Resolved.Lookup e) {
        return leads(e.table());
    }

    @Override
    public Boolean visitVector(Resolved.Vector e) {
        return any(e.parts());
    }

    @Override
    public Boolean visitMatrix(Resolved.Matrix e) {
        return any(e.rows());
    }

    @Override
    public Boolean visitNegation(Resolved.Negation e) {
        return leads(e.operand());
    }

    @Override
    public Boolean visitElementwise(Resolved.Elementwise e) {
        return switch (e.operation()) {
            case GREATER, GREATER_EQUAL, LESS, LESS_EQUAL, EQUAL, NOT_EQUAL -> false;
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, POWER -> leads(e.left()) || leads(e.right());
        };
    }

    @Override
    public Boolean visitProduct(Resolved.Product e) {
        return leads(e.left()) || leads(e.right());
    }

    @Override
    public Boolean visitBuiltInCall(Resolved.BuiltInCall e) {
        return switch (e.function()) {
            case ARGMAX,
                    FLOOR,
                    STOP_GRADIENT,
                    SIZE,
                    INDEX,
                    STEP,
                    TRAINING,
                    RANDOM_UNIFORM,
                    ONE_HOT,
                    UNIFORM01,
                    GAUSSIAN,
                    ORTHONORMAL -> false;
            case WHERE -> any(e.arguments().subList(1, 3));
            case SIGMOID, TANH, EXP, LOG, LOG1P, EXPM1, SQRT, SIN, COS, SUM, MEAN, MAX, ONCE, FLATTEN, TRANSPOSE ->
                any(e.arguments());
            case OUTER, SUM_STEPS, MEAN_STEPS, MAX_STEPS, FIRST, LAST, REVERSE, PREVIOUS, CUMSUM ->
                throw new IllegalStateException(e.function().text() + " is resolved to something else");
        };
    }

    @Override
    public Boolean visitAlong(Resolved.Along e) {
        return leads(e.operand()) || e.first().filter(this::leads).isPresent();
    }

    @Override
    public Boolean visitFunctionCall(Resolved.FunctionCall e) {
        e.definitions().forEach(d -> define(d.declaration(), d.value()));
        return leads(e.value());
    }

    @Override
    public Boolean visitCellCall(Resolved.CellCall e) {
        return params && (!e.cell().params().isEmpty() || !e.cell().cells().isEmpty())
                || any(e.inputs())
                || any(List.copyOf(e.beginnings().values()));
    }

    @Override
    public Boolean visitInitializerCall(Resolved.InitializerCall e) {
        return false;
    }
}
