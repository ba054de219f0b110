package io.lstmc.compiler.codegen.method;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.FieldSpec;
import io.lstmc.compiler.codegen.text.Code;
import io.lstmc.compiler.codegen.text.IndexExpression;
import io.lstmc.compiler.codegen.text.Products;
import io.lstmc.compiler.program.Axis;
import io.lstmc.compiler.program.Buffer;
import io.lstmc.compiler.program.Input;
import io.lstmc.compiler.program.Instruction;
import io.lstmc.compiler.program.Operand;
import io.lstmc.compiler.program.Statement;
import io.lstmc.compiler.program.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Statements that walk through the rows of the same samples, as one walk of the runtime: loops that combine rows with
 * numbers of their own, sums of rows, and sums of columns. A sample has one row, or the rows of a matrix.
 *
 * <pre>
 * before:  K.rowMinus(x, mean, d)    K.rowSums(d, d, v)
 * after:   E1.run(…)                 for all rows: d = x - mean, v = Σ d·d, with d in a register
 * </pre>
 *
 * <p>A value that nobody else reads is not stored. A row that a copy for each sample has been made of is read itself.
 */
final class Sweep {

    /** Rows must have whole vectors, which have at most so many elements. */
    private static final int LANES = 16;

    /** Each column sum is read and written again for every row. */
    private static final int MOST_COLUMN_SUMS = 2;

    private enum Form {
        /** Elements of the rows. */
        MATRIX("m"),
        /** One for each row. */
        NUMBER("n"),
        /** A row for all samples. */
        SHARED("s"),
        /** A row for all rows of a sample's matrix. */
        GROUP("g");

        private final String letter;

        Form(String letter) {
            this.letter = letter;
        }
    }

    /**
     * Where an operand lies.
     *
     * @param start the index of its first element in that
     */
    private record Place(Form form, ArrayExpression array, IndexExpression start, View view) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Place place
                    && form == place.form
                    && array.equals(place.array)
                    && start.equals(place.start);
        }

        @Override
        public int hashCode() {
            return 31 * array.hashCode() + start.hashCode();
        }
    }

    private final SectionContext context;
    private final BufferUses uses;
    private final int group;
    private final int columns;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Place> read = new ArrayList<>();
    private final List<Place> written = new ArrayList<>();

    /** Rows of statements, in one set where they have some in common; those of two sets gain nothing from one another. */
    private final List<Set<Place>> connected = new ArrayList<>();

    private int operations;

    /**
     * @param group rows of each sample
     * @param columns of a row
     */
    private Sweep(SectionContext context, BufferUses uses, int group, int columns) {
        this.context = context;
        this.uses = uses;
        this.group = group;
        this.columns = columns;
    }

    /** The longest sweep that begins with a statement, and in which each statement shares rows with others. */
    static Optional<Sweep> from(List<Statement> statements, int first, SectionContext context, BufferUses uses) {
        Optional<Sweep> longest = of(statements.get(first), context, uses);
        Optional<Sweep> sweep = longest;
        for (int i = first + 1; sweep.isPresent() && i < statements.size(); i++) {
            Optional<Sweep> next = of(statements.get(i), context, uses);
            sweep = next.isPresent() ? sweep.get().with(next.get()) : Optional.empty();
            if (sweep.isPresent() && sweep.get().connected.size() == 1) {
                longest = sweep;
            }
        }
        return longest;
    }

    /** One statement, if the runtime has words for it. */
    private static Optional<Sweep> of(Statement statement, SectionContext context, BufferUses uses) {
        if (statement instanceof Statement.Pointwise s) {
            List<Input> results =
                    s.stores().stream().map(Statement.Store::value).toList();
            List<Operand> stores = s.stores().stream().map(Statement.Store::to).toList();
            return of(s, s.axes(), s.instructions(), results, stores, context, uses)
                    .filter(w -> w.written.stream().allMatch(p -> p.form == Form.MATRIX))
                    .filter(w -> !s.instructions().isEmpty() || w.read.stream().anyMatch(p -> p.form == Form.GROUP));
        }
        if (statement instanceof Statement.Reduction s && !s.factors().isEmpty()) {
            return of(s, s.axes(), s.instructions(), List.of(s.value()), List.of(s.to()), context, uses)
                    .filter(w -> switch (w.written.get(0).form) {
                        case MATRIX -> false;
                        case NUMBER -> !s.accumulate() && w.readsRows();
                        case SHARED -> s.accumulate();
                        case GROUP -> !s.accumulate() && w.readsRows();
                    });
        }
        return Optional.empty();
    }

    /** Whether all that it reads are elements of rows, of which the runtime sums in the same order as here. */
    private boolean readsRows() {
        return read.stream().noneMatch(p -> p.form == Form.NUMBER);
    }

    private static Optional<Sweep> of(
            Statement statement,
            List<Axis> axes,
            List<Instruction> instructions,
            List<Input> results,
            List<Operand> stores,
            SectionContext context,
            BufferUses uses) {
        List<Integer> walked = walked(axes);
        int last = walked.size() - 1;
        boolean walksRows = (last == 1 || last == 2)
                && axes.get(walked.get(0)).equals(new Axis(1, true))
                && !axes.get(walked.get(last)).rows()
                && axes.get(walked.get(last)).length() % LANES == 0;
        if (!walksRows
                || !EquationText.knows(instructions)
                || results.stream().anyMatch(Input.Scalar.class::isInstance)) {
            return Optional.empty();
        }
        int group = last == 2 ? axes.get(walked.get(1)).length() : 1;
        Sweep sweep = new Sweep(context, uses, group, axes.get(walked.get(last)).length());
        sweep.statements.add(statement);
        sweep.operations = EquationText.operations(statement);
        for (Operand operand : EquationText.loads(instructions, results)) {
            sweep.read.add(sweep.place(axes, operand, true));
        }
        for (Operand o : stores) {
            sweep.written.add(sweep.place(axes, o, false));
        }
        boolean known = !sweep.read.contains(null) && !sweep.written.contains(null);
        Set<Place> rows = rows(sweep.read);
        rows.addAll(rows(sweep.written));
        sweep.connected.add(rows);
        return known && sweep.operations <= EquationText.MOST_OPERATIONS ? Optional.of(sweep) : Optional.empty();
    }

    /** The axes that are more than one element long. */
    private static List<Integer> walked(List<Axis> axes) {
        List<Integer> walked = new ArrayList<>();
        for (int i = 0; i < axes.size(); i++) {
            if (!axes.get(i).single()) {
                walked.add(i);
            }
        }
        return walked;
    }

    /** Null if it is none that a sweep knows. */
    private Place place(List<Axis> axes, Operand operand, boolean reads) {
        List<Integer> strides =
                walked(axes).stream().map(i -> operand.strides().get(i)).toList();
        int sample = strides.get(0);
        int column = strides.get(strides.size() - 1);
        // From a row of a sample to the next, which is that of the next sample where each has one; a loop through whole
        // matrices passes from one to the other.
        int row = strides.size() == 3 ? strides.get(1) : group == 1 ? sample : column * columns;
        View view = operand.view();
        Buffer buffer = view.buffer();
        IndexExpression base = context.base(view);
        if (!buffer.slotted()) {
            return sample == 0 && row == 0 && column == 1 && base.isConstant()
                    ? new Place(Form.SHARED, context.elementArray(view), base, view)
                    : null;
        }
        if (!base.isZero() || strides.stream().anyMatch(s -> Nest.isSlot(operand, s))) {
            return null;
        }
        if (column == 0 && row == 1 && sample == group) {
            return new Place(Form.NUMBER, context.elementArray(view), base, view);
        }
        if (group > 1 && column == 1 && row == 0 && sample == columns) {
            return new Place(Form.GROUP, context.elementArray(view), base, view);
        }
        if (column != 1 || row != columns || sample != group * columns) {
            return null;
        }
        Optional<View> spread = reads ? uses.spread(buffer) : Optional.empty();
        return spread.map(v -> new Place(Form.SHARED, context.elementArray(v), context.base(v), v))
                .orElseGet(() -> new Place(Form.MATRIX, context.elementArray(view), base, view));
    }

    List<Statement> statements() {
        return statements;
    }

    /** This one with another one behind it, if both have the same shape and that reads no sum of this one. */
    private Optional<Sweep> with(Sweep next) {
        Sweep first = shapedLike(next);
        Sweep second = next.shapedLike(first);
        return first.takes(second) ? Optional.of(first.joined(second)) : Optional.empty();
    }

    /** Both, of which {@link #takes} has been true. */
    private Sweep joined(Sweep next) {
        Sweep both = new Sweep(context, uses, group, columns);
        both.add(this);
        both.add(next);
        Set<Place> common = new HashSet<>(next.connected.get(0));
        for (Set<Place> rows : connected) {
            if (Collections.disjoint(rows, next.connected.get(0))) {
                both.connected.add(rows);
            } else {
                common.addAll(rows);
            }
        }
        both.connected.add(common);
        return both;
    }

    private void add(Sweep other) {
        statements.addAll(other.statements);
        read.addAll(other.read);
        written.addAll(other.written);
        operations += other.operations;
    }

    private static Set<Place> rows(List<Place> places) {
        Set<Place> rows = new HashSet<>();
        for (Place place : places) {
            if (place != null && place.form == Form.MATRIX) {
                rows.add(place);
            }
        }
        return rows;
    }

    private boolean takes(Sweep next) {
        return group == next.group
                && columns == next.columns
                && operations + next.operations <= EquationText.MOST_OPERATIONS
                && count(written, Form.SHARED) + count(next.written, Form.SHARED) <= MOST_COLUMN_SUMS
                && written.stream().noneMatch(p -> p.form != Form.MATRIX && next.touches(p))
                && next.written.stream().noneMatch(p -> (p.form == Form.SHARED || p.form == Form.GROUP) && touches(p))
                && written.stream().noneMatch(next::mayAlias)
                && next.written.stream().noneMatch(this::mayAlias);
    }

    /** Where it walks through whole matrices as one row each, which is as good as any other shape, it takes that of another. */
    private Sweep shapedLike(Sweep other) {
        boolean whole = read.stream().allMatch(p -> p.form == Form.MATRIX)
                && written.stream().allMatch(p -> p.form == Form.MATRIX);
        if (!whole || group > 1 || columns != other.group * other.columns) {
            return this;
        }
        Sweep shaped = new Sweep(context, uses, other.group, other.columns);
        shaped.add(this);
        shaped.connected.addAll(connected);
        return shaped;
    }

    private static long count(List<Place> places, Form form) {
        long count = 0;
        for (Place place : places) {
            count += place.form == form ? 1 : 0;
        }
        return count;
    }

    private boolean touches(Place place) {
        for (Place each : read) {
            if (each.array.equals(place.array)) {
                return true;
            }
        }
        return written.contains(place);
    }

    /** Whether it touches what is another place by its expression, but perhaps not at all steps; equal ones are the same. */
    private boolean mayAlias(Place place) {
        List<Place> touched = new ArrayList<>(read);
        touched.addAll(written);
        for (Place each : touched) {
            boolean apart = each.view.terms().equals(place.view.terms()) && each.view.slot() != place.view.slot();
            if ((each.form == Form.MATRIX || each.form == Form.GROUP)
                    && context.array(each.view).equals(context.array(place.view))
                    && !each.equals(place)
                    && !apart) {
                return true;
            }
        }
        return false;
    }

    /** Whether Java alone, and the runtime's kernels, would be slower. */
    boolean pays() {
        // For one statement over the rows of matrices there is a kernel.
        return count(read, Form.NUMBER) + count(written, Form.NUMBER) > 0 && (group == 1 || statements.size() > 1);
    }

    /** @param plain computes the same */
    Code call(Code plain) {
        List<Place> arrays = new ArrayList<>();
        String text = text(arrays);
        String field = context.names().take("rowsOf");
        context.fields()
                .add(FieldSpec.builder(
                                ArrayTypeName.of(context.elements().array()), field, Modifier.PRIVATE, Modifier.FINAL)
                        .initializer("new $T[$L][]", context.elements().type(), arrays.size())
                        .build());
        Code code = new Code();
        for (int i = 0; i < arrays.size(); i++) {
            code.addStatement("$L[$L] = $L", field, i, arrays.get(i).array);
        }
        Products products = context.request().products();
        List<IndexExpression> starts = arrays.stream().map(Place::start).toList();
        return code.beginControlFlow(
                        "if (!$L.run($L, $L, $L))",
                        products.equations(List.of("rows " + text)),
                        context.count(new Axis(group, true)),
                        field,
                        products.indices(starts))
                .addStatement("$L", plain)
                .endControlFlow();
    }

    private String text(List<Place> arrays) {
        EquationText<Place> text = new EquationText<>(columns, p -> word(p, arrays));
        Map<Place, Integer> last = new HashMap<>();
        for (int i = 0; i < written.size(); i++) {
            last.put(written.get(i), i);
        }
        int stores = 0;
        for (Statement statement : statements) {
            if (statement instanceof Statement.Pointwise s) {
                List<String> values = text.values(s, o -> place(s.axes(), o, true));
                for (String value : values) {
                    Place to = written.get(stores);
                    text.store(value, to, last.get(to) == stores && !isOwn(to));
                    stores++;
                }
            } else {
                Statement.Reduction s = (Statement.Reduction) statement;
                text.begin(s.instructions(), List.of(s.value()), o -> place(s.axes(), o, true));
                text.value(s.value());
                text.word("Σ" + word(written.get(stores), arrays));
                stores++;
            }
        }
        return text.toString();
    }

    /** Whether nobody else reads a value, nor this sweep before it computes it. */
    private boolean isOwn(Place place) {
        return uses.isWithin(place.view.buffer(), statements);
    }

    private String word(Place place, List<Place> arrays) {
        if (!arrays.contains(place)) {
            arrays.add(place);
        }
        return place.form.letter + arrays.indexOf(place) + (place.form == Form.GROUP ? "/" + group : "");
    }
}
