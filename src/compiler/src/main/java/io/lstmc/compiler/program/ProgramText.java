package io.lstmc.compiler.program;

import java.util.List;

/** Prints a program. */
final class ProgramText implements Statement.Visitor<Void> {

    private final StringBuilder text = new StringBuilder();
    private String indent = "";

    /** @param names of the sections */
    String write(Program program, List<String> names) {
        for (Buffer buffer : program.buffers()) {
            Buffer array = program.array(buffer);
            line(buffer + (array == buffer ? "" : " in " + array.name()));
        }
        for (int i = 0; i < program.sections().size(); i++) {
            line(names.get(i) + ":");
            body(program.sections().get(i));
        }
        return text.toString();
    }

    private void line(String content) {
        text.append(indent).append(content).append('\n');
    }

    private void body(List<Statement> statements) {
        String outer = indent;
        indent = outer + "  ";
        for (Statement statement : statements) {
            statement.equation().lines().forEach(e -> line("// " + e));
            statement.accept(this);
        }
        indent = outer;
    }

    private void instructions(List<Instruction> instructions) {
        for (int i = 0; i < instructions.size(); i++) {
            line("  %" + i + " = " + instructions.get(i));
        }
    }

    @Override
    public Void visitPointwise(Statement.Pointwise statement) {
        line("for " + statement.axes());
        instructions(statement.instructions());
        statement.stores().forEach(s -> line("  " + s));
        return null;
    }

    @Override
    public Void visitReduction(Statement.Reduction statement) {
        line("for " + statement.axes());
        instructions(statement.instructions());
        line("  " + statement.to() + (statement.accumulate() ? " also " : " = ") + statement.reduction() + " "
                + statement.value());
        return null;
    }

    @Override
    public Void visitProduct(Statement.Product s) {
        line(s.c() + (s.start().kept() ? " += " : " = " + s.start().rows() + " + ") + s.a() + " × "
                + s.matrices().stream()
                        .map(row -> row.stream()
                                .map(m -> m.view() + (m.jStride() == 1 ? "" : "ᵀ"))
                                .toList())
                        .toList()
                + " blocks " + s.blocks() + " rows " + s.rows() + " k " + s.k() + " n " + s.n());
        return null;
    }

    @Override
    public Void visitOuter(Statement.Outer s) {
        line(s.c() + " += " + s.a() + "ᵀ × " + s.b() + " blocks " + s.blocks() + " rows " + s.rows() + " m " + s.m()
                + " n " + s.n());
        return null;
    }

    @Override
    public Void visitReverse(Statement.Reverse s) {
        line(s.to() + " = reverse " + s.from() + " steps " + s.steps() + " rows " + s.rows() + " elements "
                + s.elements() + s.present().map(p -> " where " + p).orElse(""));
        return null;
    }

    @Override
    public Void visitRows(Statement.Rows s) {
        String row = s.table() + "[" + s.index() + "]";
        line((s.add() ? row + " += " + s.parts() : s.parts() + " = " + row) + " over " + s.axes() + " × " + s.width());
        return null;
    }

    @Override
    public Void visitDraw(Statement.Draw statement) {
        line(statement.to() + " = " + statement.random());
        return null;
    }

    @Override
    public Void visitOrthonormalize(Statement.Orthonormalize s) {
        line("orthonormalize " + s.matrix() + " " + s.rows() + " × " + s.columns());
        return null;
    }

    @Override
    public Void visitRepeat(Statement.Repeat statement) {
        line("repeat " + statement.loop());
        body(statement.body());
        return null;
    }
}
