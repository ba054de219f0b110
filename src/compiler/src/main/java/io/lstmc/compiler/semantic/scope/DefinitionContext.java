package io.lstmc.compiler.semantic.scope;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.interval.Extent;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.typed.CheckLimits;
import io.lstmc.compiler.typed.Resolved;
import io.lstmc.compiler.typed.Size;
import io.lstmc.compiler.typed.TimeAxis;
import io.lstmc.compiler.typed.TypedCell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the expressions of one definition share while it is checked, those of the functions that it calls included. */
public final class DefinitionContext {

    public final FileContext context;
    public final BodyKind kind;
    public final ShapeInference inference = new ShapeInference();

    /** Calls of cells, with sizes that may still be open. */
    public final List<CellUse> uses = new ArrayList<>();

    public final List<CellUse.Obligation> obligations = new ArrayList<>();

    /** What can only be told when its options are numbers. */
    public final OptionRequirements demands = new OptionRequirements();

    /** The precision of its numbers; that of a definition which models use is theirs. */
    public Optional<Precision> precision = Optional.empty();

    /** Names that were used as a size. */
    public final Set<String> sizeNames = new TreeSet<>();

    /** Inputs of a cell between whose brackets a size got its name, as they are written: {@code memory[K]}. */
    public final List<String> namedLengths = new ArrayList<>();

    /** The times along which samples may have fewer steps than the longest. */
    public final Set<String> varying = new TreeSet<>();

    /** Names of equations and layers, declared or not: what they are can be a size only if it is a known number. */
    public final Set<String> computed = new TreeSet<>();

    /** Whether it counts or looks at earlier steps without a state of its own. */
    public boolean hasPast;

    /** The calls that stand for a state without a name. */
    public final Set<Expression.Call> states = Collections.newSetFromMap(new IdentityHashMap<>());

    /** What each resolved expression was made of, for the places of messages. */
    public final Map<Resolved, Expression> origins = new IdentityHashMap<>();

    /** Whether it says of a value that it is the same at all steps: a state begins with it. */
    public boolean demandsOnce;

    /** Expressions visited, those inside of called cells included. */
    public long work;

    /** The most expressions that were inside one another. */
    public int deepest;

    private final int errorsBefore;
    private int nesting;
    private int parameters;
    private boolean exhausted;
    private boolean poisoned;

    public DefinitionContext(FileContext context, BodyKind kind) {
        this.context = context;
        this.kind = kind;
        this.errorsBefore = context.errors();
    }

    /** The cells that are called in it, in the order of the text. */
    public List<TypedCell> cells() {
        return uses.stream()
                .sorted(Comparator.comparingInt(use -> use.span().start()))
                .map(use -> context.typed.cells().get(use.callee()))
                .toList();
    }

    public boolean isSingle() {
        return precision.filter(p -> p == Precision.FLOAT).isPresent();
    }

    /** What is known of a parameter of its own, or of the parameters inside one call of a cell. */
    public Extent nextParameter() {
        return Extent.parameter(parameters++);
    }

    /** Whether nothing was wrong in it, nor in what it calls. */
    public boolean isSound() {
        return !poisoned && context.errors() == errorsBefore;
    }

    /** Notes that it uses something whose mistake was reported elsewhere. */
    public OpenType poison() {
        poisoned = true;
        return OpenType.POISON;
    }

    /** Enters an expression; false, with a report for the first, when there are too many of them. */
    public boolean enter(Span span) {
        nesting++;
        return enter(1, 0, span);
    }

    /** Counts expressions that are written out at this place; false, with a report for the first, if it is too much. */
    public boolean enter(long visits, int inside, Span span) {
        deepest = Math.max(deepest, nesting + inside);
        return spend(visits, span) && checkNesting(nesting + inside, span);
    }

    public void leave() {
        nesting--;
    }

    /** Counts expressions. */
    boolean spend(long visits, Span span) {
        work = Math.min(CheckLimits.WORK + 1L, work + visits);
        boolean enough = context.spend(visits);
        if (!enough && !context.reportsWork()) {
            poison();
        } else if (!enough) {
            reportExhausted(
                    span,
                    "written out, the equations of this file have more than " + CheckLimits.WORK + " operations",
                    "functions and cells that call others several times multiply; name the common parts once");
        }
        return enough;
    }

    private boolean checkNesting(int depth, Span span) {
        if (depth > CheckLimits.NESTING) {
            reportExhausted(
                    span,
                    "expressions and calls are nested deeper than " + CheckLimits.NESTING,
                    "name parts of the expression in equations of their own");
            return false;
        }
        return true;
    }

    private void reportExhausted(Span span, String message, String hint) {
        if (!exhausted) {
            exhausted = true;
            context.report(
                    Diagnostic.of(Code.EXPANSION_TOO_LARGE, span, message).withHint(hint));
        }
    }

    /** How many steps a sequence has, as messages show it. */
    public String show(List<TimeAxis> times) {
        return TimeAxis.show(times, varying);
    }

    /** Notes that a size was used as one, so that the options in it must be whole. */
    public Size asSize(Size size) {
        sizeNames.addAll(size.names());
        return size;
    }

    /** Demands that a size is not negative: now if it is a number, else when the cell is used. */
    public void demand(Size size, Span span, Code code, String message, String label, String hint) {
        Size known = inference.resolve(size);
        if (!known.isConstant()) {
            obligations.add(new CellUse.Obligation(known, span, message));
        } else if (known.evaluateLong(java.util.Map.of()) < 0) {
            context.report(Diagnostic.of(code, span, message).withLabel(label).withHint(hint));
        }
    }
}
