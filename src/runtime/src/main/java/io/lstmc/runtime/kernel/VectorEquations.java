package io.lstmc.runtime.kernel;

/** Equations whose vector code is made when it is first wanted. */
final class VectorEquations extends FloatEquations {

    private final String text;
    private final boolean patient;
    private final Later<VectorLoops> loops;
    private long operations;

    /** @param patient whether somebody else computes until the vector code is compiled */
    VectorEquations(String text, boolean patient) {
        this.text = text;
        this.patient = patient;
        loops = new Later<>() {
            @Override
            VectorLoops make() {
                return VectorLoops.of(text);
            }
        };
    }

    @Override
    public boolean run(float[][] a, float[] parameters) {
        VectorLoops known = known(1);
        return known != null && (!patient || known.ready()) && known.run(a, parameters);
    }

    /** Does not wait until its code is compiled: as with products of many rows, no single step has to be fast. */
    @Override
    public boolean run(int rows, float[][] a, int[] starts) {
        VectorLoops known = known(rows);
        return known != null && known.run(rows, a, starts);
    }

    /** What is made, if it is, before so many rows are computed. */
    private VectorLoops known(int rows) {
        VectorLoops known = patient ? loops.get() : loops.now();
        if (known == null) {
            loops.count(rows * operations());
        }
        return known;
    }

    /** About how many operations all equations have: each word of a loop is one for each of its elements. */
    private long operations() {
        if (operations == 0) {
            for (String loop : text.replaceFirst("^rows ", "").split("; ")) {
                String[] words = loop.split(" ");
                operations += Long.parseLong(words[0]) * words.length;
            }
        }
        return operations;
    }
}
