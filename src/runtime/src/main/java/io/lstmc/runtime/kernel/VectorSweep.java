package io.lstmc.runtime.kernel;

/** A sweep whose vector code is made when it is first wanted. */
final class VectorSweep extends FloatSweep {

    private final String text;
    private final boolean patient;
    private volatile VectorSweepCode code;

    /** @param patient whether somebody else computes until the vector code is compiled */
    VectorSweep(String text, boolean patient) {
        this.text = text;
        this.patient = patient;
    }

    @Override
    public boolean run(int rows, float[][] a, int[] starts) {
        if (patient && !Patience.over() && !(Patience.begun() && code().ready())) {
            return false;
        }
        return code().run(rows, a, starts);
    }

    private VectorSweepCode code() {
        VectorSweepCode known = code;
        if (known == null) {
            known = VectorSweepCode.of(text);
            code = known;
        }
        return known;
    }
}
