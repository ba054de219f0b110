package io.lstmc.compiler.semantic.scope;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.Severity;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.tree.Definition;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.typed.CheckLimits;
import io.lstmc.compiler.typed.Definitions;
import io.lstmc.compiler.typed.Instances;
import io.lstmc.compiler.typed.TypedFile;
import io.lstmc.compiler.typed.VisibleFiles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the checks of one file share: the findings, the definitions, and the calls that are being looked into. */
public final class FileContext {

    private final Diagnostics diagnostics;
    private final Definitions definitions;
    private final Deque<Expression.Call> calls = new ArrayDeque<>();
    private Instances.Instance instance;

    /** What has been reported of the present instance: calls of one option have the same mistake. */
    private final Set<String> ofInstance = new HashSet<>();

    /** The first call of a generic definition that calls no instance; null if there is none. */
    private Expression.Call untold;

    private final List<UnreadText> unreadable;
    private final boolean incomplete;

    private final Precision precision;

    private int errors;
    private int work;
    private boolean workReported;
    private boolean copiesReported;

    private final TypedFile.Typed typed = new TypedFile.Typed(
            new IdentityHashMap<>(), new IdentityHashMap<>(), new IdentityHashMap<>(), new IdentityHashMap<>());

    private final Map<Definition, OptionRequirements> demands = new IdentityHashMap<>();

    private final Map<Definition, CellUse.Summary> summaries = new IdentityHashMap<>();

    public FileContext(VisibleFiles program, Definitions definitions, Precision precision, Diagnostics diagnostics) {
        this.precision = precision;
        this.definitions = definitions;
        this.diagnostics = diagnostics;
        Set<SourceText> sources = Collections.newSetFromMap(new IdentityHashMap<>());
        program.files().forEach(file -> sources.add(file.source()));
        this.unreadable = diagnostics.sorted().stream()
                .filter(d -> d.severity() == Severity.ERROR
                        && sources.contains(d.span().source()))
                .map(d -> UnreadText.at(d.span()))
                .toList();
        this.incomplete = unreadable.stream().anyMatch(unread -> !inDefinition(unread.at()));
    }

    /** Findings that say that something is missing, which may well stand in a line that could not be read. */
    private static final Set<Code> ABSENCES = EnumSet.of(
            Code.STATE_WITHOUT_UPDATE,
            Code.NO_OUTPUT,
            Code.NO_TIME,
            Code.MISSING_OPTION,
            Code.MISSING_INITIALIZER,
            Code.MISSING_OPTIMIZER,
            Code.TRAIN_WITHOUT_LOSS,
            Code.TRAIN_WITHOUT_PARAMETERS,
            Code.UNUSED);

    /** Findings whose hints say how to write the text in which they stand, which is not that of a user in the library. */
    private static final Set<Code> OF_NOTATION = EnumSet.of(
            Code.PRODUCT_SHAPES,
            Code.SHAPE_UNKNOWN,
            Code.ARGUMENT_SHAPE,
            Code.OUT_OF_RANGE,
            Code.NOT_CONSTANT,
            Code.STEPS_VARY);

    /**
     * Whether a finding may only follow from a syntax error: it stands in the same line, or it misses something in a
     * definition that could not be read as a whole.
     */
    private boolean followsFromSyntax(Diagnostic d) {
        return unreadable.stream()
                .filter(unread -> unread.at().source() == d.span().source())
                .anyMatch(unread -> unread.at().line() == d.span().line() || mayBeIn(unread, d));
    }

    /**
     * Whether what a finding misses may stand in the text that was skipped at an error: in the same definition, or outside
     * of all, where a name or the use of an import may stand.
     */
    private boolean mayBeIn(UnreadText unread, Diagnostic d) {
        boolean named =
                d.code() == Code.UNKNOWN_NAME && unread.text().contains(d.span().text());
        if (!inDefinition(d.span())) {
            return d.code() == Code.UNUSED;
        }
        return inDefinition(unread.at())
                ? (named || ABSENCES.contains(d.code())) && sameDefinition(unread.at(), d.span())
                : named;
    }

    private boolean inDefinition(Span at) {
        return definitions.ofUser().stream().anyMatch(d -> contains(d.span(), at));
    }

    private boolean sameDefinition(Span error, Span found) {
        return definitions.ofUser().stream()
                .anyMatch(definition -> contains(definition.span(), error) && contains(definition.span(), found));
    }

    /** Whether definitions may be missing from the file because they could not be read. */
    public boolean isIncomplete() {
        return incomplete;
    }

    private static boolean contains(Span outer, Span inner) {
        return outer.source() == inner.source() && outer.start() <= inner.start() && inner.start() <= outer.end();
    }

    /** What a definition demands of its options; nothing before it is checked. */
    public OptionRequirements demands(Definition definition) {
        return demands.getOrDefault(definition, new OptionRequirements());
    }

    public void demands(Definition definition, OptionRequirements found) {
        demands.put(definition, found);
    }

    /** What the calls inside a checked cell cost. */
    public CellUse.Summary summary(Definition cell) {
        return summaries.get(cell);
    }

    public void summary(Definition cell, CellUse.Summary found) {
        summaries.put(cell, found);
    }

    /** The precision of models that do not say. */
    public Precision precision() {
        return precision;
    }

    /** Checked definitions; one with an error is missing. */
    public TypedFile.Typed typed() {
        return typed;
    }

    public Definitions definitions() {
        return definitions;
    }

    /** The number of errors so far; a definition is sound when it added none. */
    public int errors() {
        return errors;
    }

    /** Notes a call of a generic definition that does not say all that it must, or names what there is not. */
    public void untold(Expression.Call call) {
        untold = untold == null ? call : untold;
    }

    /** Refuses a file with such a call where nothing that is wrong with it was found. */
    public void checkUntold() {
        if (untold != null && errors == 0 && unreadable.isEmpty()) {
            report(Diagnostic.of(
                            Code.NOT_A_DEFINITION,
                            untold.span(),
                            "it is not known what the options of "
                                    + untold.callee().text() + " are")
                    .withHint("give each option that is a definition by its name"));
        }
    }

    /** Calls of functions that are being looked into. */
    public int callDepth() {
        return calls.size();
    }

    /** Checks an instance, whose mistakes are reported where it is asked for. */
    public void within(Instances.Instance checked, Runnable check) {
        instance = checked;
        ofInstance.clear();
        check.run();
        instance = null;
    }

    public void enter(Expression.Call call) {
        calls.push(call);
    }

    public void leave() {
        calls.pop();
    }

    /** Counts a visit of an expression; false when the file has used up its share. */
    boolean spend(long visits) {
        if (visits > CheckLimits.WORK - work) {
            work = CheckLimits.WORK;
            return false;
        }
        work += (int) visits;
        return true;
    }

    /** Whether to say that there is too much work: once in a file, for what comes behind has no share left. */
    boolean reportsWork() {
        boolean first = !workReported;
        workReported = true;
        return first;
    }

    /** Whether to say that options make too much text: once in a file. */
    public boolean reportsCopies() {
        boolean first = !copiesReported;
        copiesReported = true;
        return first;
    }

    /**
     * Reports a finding. Inside a function it stands at its place there, with the calls that led to it as notes; in a
     * function of the library, which the user did not write, it stands at the user's call.
     */
    public void report(Diagnostic found) {
        if (followsFromSyntax(found)) {
            errors++;
            return;
        }
        if (found.severity() == Severity.WARNING
                && definitions.isOfOtherFile(found.span().source())) {
            return; // It is shown where that file is checked.
        }
        Diagnostic d = found;
        if (!calls.isEmpty()) {
            Expression.Call site = null;
            if (isLibrary(d.span())) {
                site = calls.stream()
                        .filter(c -> !isLibrary(c.span()))
                        .findFirst()
                        .orElse(null);
            }
            List<String> notes = new ArrayList<>(d.notes());
            if (site != null) {
                notes.add("at " + file(d.span()) + ":" + d.span().line() + ", in " + excerpt(d.span()));
                java.util.Optional<String> hint =
                        OF_NOTATION.contains(d.code()) ? documentation(site.callee()) : d.hint();
                String label = d.label()
                        .map(text -> "in " + calls.peek().callee().text() + ": " + text)
                        .orElse("in " + calls.peek().callee().text());
                d = new Diagnostic(d.code(), site.span(), d.message(), java.util.Optional.of(label), hint, notes);
            } else {
                Span at = d.span();
                calls.stream()
                        .limit(CheckLimits.CALL_NOTES)
                        .forEach(call -> notes.add("called as " + excerpt(call.span()) + " " + place(call.span(), at)));
                d = d.withNotes(notes);
            }
        }
        if (d.severity() == Severity.ERROR) {
            errors++;
            if (instance != null && !ofInstance.add(d.code() + d.message())) {
                return;
            }
            d = instance == null ? d : atInstance(d);
        }
        diagnostics.add(d);
    }

    /** What a function of the library takes and says of itself. */
    private java.util.Optional<String> documentation(Identifier name) {
        Definition found = definitions.find(name).orElse(null);
        return found instanceof Definition.Function function
                        && function.documentation().isPresent()
                ? java.util.Optional.of(name.text() + "("
                        + function.parameters().stream()
                                .map(p -> p.name().text())
                                .collect(Collectors.joining(", "))
                        + "): "
                        + firstSentence(function.documentation().get()))
                : java.util.Optional.empty();
    }

    private static String firstSentence(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        int end = line.indexOf(". ");
        return shortened(end < 0 ? line : line.substring(0, end), CheckLimits.DOCUMENTATION);
    }

    /** The mistake of an instance at the outermost place that tells what the options are. */
    private Diagnostic atInstance(Diagnostic d) {
        List<String> notes = new ArrayList<>(d.notes());
        Instances.Instance outermost = instance;
        while (outermost.within() != null) {
            outermost = outermost.within();
        }
        Span site = outermost.site();
        notes.add(0, place(d.span(), site) + ": " + line(d.span()));
        for (Instances.Instance i = instance; i.within() != null; i = i.within()) {
            notes.add("called as " + excerpt(i.site()) + " " + place(i.site(), site));
        }
        String in = "in " + instance.generic().name().text()
                + (instance.given().isEmpty() ? "" : " with " + instance.given());
        String label = d.label().map(text -> in + ": " + text).orElse(in);
        return new Diagnostic(d.code(), site, d.message(), java.util.Optional.of(label), d.hint(), notes);
    }

    /** Warns about a name that nothing reads. */
    void warnUnused(Symbol symbol, String hint) {
        report(Diagnostic.of(Code.UNUSED, symbol.name().span(), symbol.name().text() + " is never used")
                .withLabel(symbol.kind().text())
                .withHint(hint));
    }

    /** The names of all definitions of a kind that can be seen from a place, for a hint. */
    public String names(Class<? extends Definition> kind, Span from) {
        return definitions.visibleFrom(new Identifier("", from)).stream()
                .filter(kind::isInstance)
                .map(d -> d.name().text())
                .collect(Collectors.joining(", "));
    }

    public boolean isLibrary(Span span) {
        return definitions.isLibrary(new Identifier("", span));
    }

    public static String file(Span span) {
        return span.source().name();
    }

    /** The line on which a span begins, shortened. */
    public static String line(Span span) {
        return shortened(span.source().lineText(span.line()).strip());
    }

    /** A place for the end of a sentence: {@code at 12:5}. */
    public static String place(Span span) {
        return "at " + span.line() + ":" + span.column();
    }

    /** The same, with the file where a message stands in another one. */
    public static String place(Span span, Span from) {
        return span.source() == from.source()
                ? place(span)
                : "at " + file(span) + ":" + span.line() + ":" + span.column();
    }

    /** The text of a span on one line, shortened. */
    public static String excerpt(Span span) {
        return shortened(span.text().strip().replaceAll("\\s+", " "));
    }

    private static String shortened(String text) {
        return shortened(text, CheckLimits.EXCERPT);
    }

    /** The text, cut where it has more than {@code most} characters. */
    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
