package io.lstmc.benchmarks.measure;

import java.util.Map;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Fused multiply-adds that do not wait for each other, with nothing in between: what the core can do at most. */
final class VectorPeak implements Peak.Loop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int TURNS = 1 << 16;

    /** More than latency times throughput of every present processor, and not more than 16 registers hold. */
    private static final int SUMS = 12;

    /** Keeps the sums from being thrown away. */
    private float sink;

    @Override
    public double flops() {
        return 2.0 * SPECIES.length() * SUMS * TURNS;
    }

    @Override
    public void run(int times) {
        for (int i = 0; i < times; i++) {
            sink += turns(1e-3f);
        }
    }

    private static float turns(float start) {
        // Added to in place, as processors do it: to multiply the sums would cost a copy each time.
        FloatVector x = FloatVector.broadcast(SPECIES, start);
        FloatVector y = FloatVector.broadcast(SPECIES, 0.999f);
        FloatVector a = FloatVector.broadcast(SPECIES, start);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        FloatVector i = a;
        FloatVector j = a;
        FloatVector k = a;
        FloatVector l = a;
        for (int turn = 0; turn < TURNS; turn++) {
            a = x.fma(y, a);
            b = x.fma(y, b);
            c = x.fma(y, c);
            d = x.fma(y, d);
            e = x.fma(y, e);
            f = x.fma(y, f);
            g = x.fma(y, g);
            h = x.fma(y, h);
            i = x.fma(y, i);
            j = x.fma(y, j);
            k = x.fma(y, k);
            l = x.fma(y, l);
        }
        FloatVector sum = a.add(b).add(c).add(d).add(e).add(f);
        return sum.add(g).add(h).add(i).add(j).add(k).add(l).lane(0);
    }

    @Override
    public Map<String, double[]> results() {
        return Map.of(OUTPUT, new double[] {sink});
    }
}
