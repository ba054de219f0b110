package io.lstmc.compiler.program;

/**
 * The loop of a recurrence over its steps.
 *
 * @param id unique in a program, from 0
 * @param steps how often
 * @param reverse from the last step to the first
 */
public record Loop(int id, int steps, boolean reverse) {

    /** The variable that counts its steps. */
    public String variable() {
        return id == 0 ? "t" : "t" + id;
    }

    @Override
    public String toString() {
        return reverse ? variable() + " = " + (steps - 1) + " … 0" : variable() + " = 0 … " + (steps - 1);
    }
}
