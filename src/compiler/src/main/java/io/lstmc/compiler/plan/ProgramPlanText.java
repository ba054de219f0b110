package io.lstmc.compiler.plan;

import java.util.Locale;

/** Writes a scheduled program for people. */
final class ProgramPlanText {

    private ProgramPlanText() {}

    static String write(ScheduledProgram scheduled) {
        StringBuilder text = new StringBuilder();
        text.append(scheduled.purpose().label())
                .append(", ")
                .append(scheduled.block() == 1 ? "one sample" : scheduled.block() + " samples")
                .append(" at a time\n\nports:\n");
        for (ProgramPort port : scheduled.ports()) {
            text.append("  ").append(line(port)).append('\n');
        }
        for (Residual residual : scheduled.residuals()) {
            text.append("  residual ")
                    .append(residual.buffer())
                    .append(" from ")
                    .append(residual.from())
                    .append(" to ")
                    .append(residual.to())
                    .append('\n');
        }
        text.append("\nprogram:\n");
        String program = scheduled
                .program()
                .text(scheduled.sections().stream().map(Section::name).toList());
        return text.append(program.indent(2)).toString();
    }

    private static String line(ProgramPort port) {
        String place = port.place()
                .map(view -> " at " + view)
                .orElseGet(
                        () -> port.external().map(name -> " given as " + name).orElse(""));
        return word(port.direction()) + " " + word(port.role()) + " " + port.name() + " " + port.type() + place;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
