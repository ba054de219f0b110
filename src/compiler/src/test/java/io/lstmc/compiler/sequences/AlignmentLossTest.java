package io.lstmc.compiler.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lstmc.compiler.CompileOptions;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.agreement.CompiledModel;
import io.lstmc.compiler.agreement.ModelAgreement;
import io.lstmc.compiler.library.Zoo;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Losses over all alignments, written in the language: each is the sum over all paths, for samples of any length. */
class AlignmentLossTest {

    private static final String CTC = Zoo.textOf("CTC") + """
            model M {
              time   T <= 5
              time   S <= 3
              input  x[T, 3]
              target y[S] : token(3)
              layer  a = CTC(log_softmax(x), y)
              output p = x
              loss   -last(a)
            }
            """;

    @Test
    void connectionistTemporalClassification() {
        // With fewer steps than labels no path reads as them.
        ModelAgreement.assertAgrees(CTC.replace("T <= 5", "T = 5"));
        CompiledModel model = CompiledModel.of(CTC, CompileOptions.DEFAULT.with(Precision.DOUBLE));
        SplittableRandom random = new SplittableRandom(2);
        int[][] labels = {{1}, {1, 1}, {2, 1}, {1, 2, 1}, {2, 2, 1}, {2}};
        int[] steps = {3, 3, 2, 5, 4, 1};
        for (int n = 0; n < labels.length; n++) {
            double[] x = random.doubles(steps[n] * 3L, -2, 2).toArray();
            Object pass = model.newPass();
            CompiledModel.call(pass, "add", x, labels[n]);
            double sum = 0;
            for (int path = 0; path < Math.pow(3, steps[n]); path++) {
                sum += probability(x, path, steps[n], labels[n]);
            }
            assertEquals(
                    -Math.log(sum), (Double) CompiledModel.call(pass, "forward"), 1e-9, Arrays.toString(labels[n]));
        }
    }

    private static final String CRF = Zoo.textOf("ChainCRF") + """
            model M {
              time   T <= 4
              input  x[T, 3]
              target y[T] : token(3)
              layer  a = ChainCRF(x, y, tags: 3)
              total  = last(a)
              output p = x
              loss   max(total) + log(sum(exp(total - max(total)))) - sum_steps(a.given)
            }
            """;

    @Test
    void conditionalRandomField() {
        ModelAgreement.assertAgrees(CRF);
        CompiledModel model = CompiledModel.of(CRF, CompileOptions.DEFAULT.with(Precision.DOUBLE));
        SplittableRandom random = new SplittableRandom(3);
        double[] from = random.doubles(9, -1, 1).toArray();
        double[] first = random.doubles(3, -1, 1).toArray();
        model.set("a.from", from);
        model.set("a.first", first);
        for (int steps = 1; steps <= 4; steps++) {
            double[] x = random.doubles(steps * 3L, -2, 2).toArray();
            int[] tags = random.ints(steps, 0, 3).toArray();
            Object pass = model.newPass();
            CompiledModel.call(pass, "add", x, tags);
            double sum = 0;
            for (int path = 0; path < Math.pow(3, steps); path++) {
                int[] other = new int[steps];
                for (int t = 0, rest = path; t < steps; t++, rest /= 3) {
                    other[t] = rest % 3;
                }
                sum += Math.exp(score(x, other, from, first));
            }
            double expected = Math.log(sum) - score(x, tags, from, first);
            assertEquals(expected, (Double) CompiledModel.call(pass, "forward"), 1e-9);
        }
    }

    private static double score(double[] x, int[] tags, double[] from, double[] first) {
        double score = first[tags[0]];
        for (int t = 0; t < tags.length; t++) {
            score += x[t * 3 + tags[t]] + (t == 0 ? 0 : from[tags[t] * 3 + tags[t - 1]]);
        }
        return score;
    }

    /** The probability of a path, counted in base 3, if it reads as the labels: repeated ones and blanks left out. */
    private static double probability(double[] x, int path, int steps, int[] labels) {
        double p = 1;
        int last = 0;
        int read = 0;
        for (int t = 0, rest = path; t < steps; t++, rest /= 3) {
            int token = rest % 3;
            double total = Math.exp(x[t * 3]) + Math.exp(x[t * 3 + 1]) + Math.exp(x[t * 3 + 2]);
            p *= Math.exp(x[t * 3 + token]) / total;
            if (token != 0 && token != last) {
                if (read == labels.length || labels[read] != token) {
                    return 0;
                }
                read++;
            }
            last = token;
        }
        return read == labels.length ? p : 0;
    }
}
