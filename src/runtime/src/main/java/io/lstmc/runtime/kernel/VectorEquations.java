package io.lstmc.runtime.kernel;

/** Equations whose vector code is made when it is first wanted. */
final class VectorEquations extends FloatEquations {

    private final String text;
    private final boolean patient;
    private volatile VectorLoops loops;

    /** @param patient whether somebody else computes until the vector code is compiled */
    VectorEquations(String text, boolean patient) {
        this.text = text;
        this.patient = patient;
    }

    @Override
    public boolean run(float[][] a, float[] parameters) {
        return !waits() && loops().run(a, parameters);
    }

    @Override
    public boolean run(int rows, float[][] a, int[] starts) {
        return !waits() && loops().run(rows, a, starts);
    }

    private boolean waits() {
        return patient && !Patience.over() && !(Patience.begun() && loops().ready());
    }

    private VectorLoops loops() {
        VectorLoops known = loops;
        if (known == null) {
            known = VectorLoops.of(text);
            loops = known;
        }
        return known;
    }
}
