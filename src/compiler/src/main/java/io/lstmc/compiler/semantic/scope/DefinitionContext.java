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

    private final FileContext context;
    private final BodyKind kind;
    private final ShapeInference inference = new ShapeInference();
    private final List<CellUse> uses = new ArrayList<>();
    private final List<CellUse.Obligation> obligations = new ArrayList<>();
    private final OptionRequirements demands = new OptionRequirements();
    private Optional<Precision> precision = Optional.empty();
    private final Set<String> sizeNames = new TreeSet<>();
    private final List<String> namedLengths = new ArrayList<>();
    private final Set<String> varying = new TreeSet<>();
    private final Set<String> computed = new TreeSet<>();
    private final Map<Resolved, Expression> origins = new IdentityHashMap<>();
    private boolean hasPast;
    private boolean demandsOnce;
    private long work;
    private int deepest;
    private final int errorsBefore;
    private int nesting;
    private int parameters;
    private boolean exhausted;
    private boolean poisoned;
    private boolean momentReported;

    public DefinitionContext(FileContext context, BodyKind kind) {
        this.context = context;
        this.kind = kind;
        this.errorsBefore = context.errors();
    }

    public FileContext context() {
        return context;
    }

    public void report(Diagnostic found) {
        context.report(found);
    }

    public BodyKind kind() {
        return kind;
    }

    public ShapeInference inference() {
        return inference;
    }

    /** Calls of cells, with sizes that may still be open. */
    public List<CellUse> uses() {
        return Collections.unmodifiableList(uses);
    }

    public void use(CellUse call) {
        uses.add(call);
    }

    /** What sizes that are not known yet must be. */
    public List<CellUse.Obligation> obligations() {
        return Collections.unmodifiableList(obligations);
    }

    /** What can only be told when its options are numbers. */
    public OptionRequirements demands() {
        return demands;
    }

    /** The precision of its numbers; empty for a definition which models use, whose precision is theirs. */
    public Optional<Precision> precision() {
        return precision;
    }

    public void precision(Optional<Precision> chosen) {
        precision = chosen;
    }

    /** Whether a name was used as a size. */
    public boolean usesAsSize(String name) {
        return sizeNames.contains(name);
    }

    /** Inputs of a cell between whose brackets a size got its name, as they are written: {@code memory[K]}. */
    public List<String> namedLengths() {
        return Collections.unmodifiableList(namedLengths);
    }

    public void nameLength(String input) {
        namedLengths.add(input);
    }

    /** Whether samples may have fewer steps along a time than the longest. */
    public boolean varies(String time) {
        return varying.contains(time);
    }

    public void vary(String time) {
        varying.add(time);
    }

    /** Whether a name is that of an equation or a layer, declared or not: what it is can be a size only if it is a known number. */
    public boolean isComputed(String name) {
        return computed.contains(name);
    }

    public void compute(String name) {
        computed.add(name);
    }

    /** What a resolved expression was made of, for the places of messages. */
    public Expression origin(Resolved resolved) {
        return origins.get(resolved);
    }

    public void origin(Resolved resolved, Expression written) {
        origins.put(resolved, written);
    }

    /** Whether it counts or looks at earlier steps without a state of its own. */
    public boolean hasPast() {
        return hasPast;
    }

    public void looksBack() {
        hasPast = true;
    }

    /** Whether it says of a value that it is the same at all steps: a state begins with it. */
    public boolean demandsOnce() {
        return demandsOnce;
    }

    public void demandOnce() {
        demandsOnce = true;
    }

    /** Expressions visited, those inside of called cells included. */
    public long work() {
        return work;
    }

    /** The most expressions that were inside one another. */
    public int deepest() {
        return deepest;
    }

    /** The cells that are called in it, in the order of the text. */
    public List<TypedCell> cells() {
        return uses.stream()
                .sorted(Comparator.comparingInt(use -> use.span().start()))
                .map(use -> context.typed().cells().get(use.callee()))
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

    /** Reports another letter of time than that of the definition, {@code instead} of which stands what to write. */
    public void reportMoment(Span span, String instead) {
        momentReported = true;
        report(Diagnostic.of(Code.BAD_MOMENT, span, "the letter of time in " + kind.text() + " is " + kind.moment())
                .withHint("write " + instead));
    }

    /** Whether that is known already: whoever takes another letter takes it everywhere. */
    public boolean isMomentReported() {
        return momentReported;
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
