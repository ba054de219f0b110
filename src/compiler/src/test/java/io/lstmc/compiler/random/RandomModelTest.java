package io.lstmc.compiler.random;

import static io.lstmc.compiler.agreement.ModelAgreement.DOUBLE;
import static io.lstmc.compiler.agreement.ModelAgreement.UNROLLS;
import static io.lstmc.compiler.agreement.ModelAgreement.assertClose;
import static io.lstmc.compiler.agreement.ModelAgreement.assertSame;
import static io.lstmc.compiler.agreement.ModelAgreement.block;
import static io.lstmc.compiler.agreement.ModelAgreement.classAgrees;
import static io.lstmc.compiler.agreement.ModelAgreement.compiled;
import static io.lstmc.compiler.agreement.ModelAgreement.differencesAgree;
import static io.lstmc.compiler.agreement.ModelAgreement.interpret;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Unroll;
import io.lstmc.compiler.agreement.EmittedUpdates;
import io.lstmc.compiler.agreement.ModelAgreement;
import io.lstmc.compiler.agreement.ModelAgreement.Compiled;
import io.lstmc.compiler.agreement.RandomModelRun;
import io.lstmc.compiler.lower.Network;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/**
 * Random texts through the whole compiler: derivatives against differences, generated classes against the interpreter.
 * The properties {@code models} and {@code models.first} choose other seeds than those of every build, and
 * {@code models.classes} of how many of them there are classes, which take the longest.
 */
class RandomModelTest {

    /**
     * Seeds of models that differ: chosen from 600 for having each construct three times in short texts, the rarest first.
     * {@link RandomConstructsTest} sees that those of which classes are made have all.
     */
    private static final long[] CHOSEN = {
        234, 425, 253, 74, 212, 187, 416, 184, 531, 345, 421, 514, 93, 55, 399, 168, 51, 545, 79, 204, 39, 489, 222,
        136, 228, 84, 219, 402, 442, 498, 318, 567, 33, 525, 568, 390, 454, 381, 48, 523
    };

    static LongStream seeds() {
        return seeds(CHOSEN.length);
    }

    /** Fewer, for the time that javac takes. */
    static LongStream classes() {
        return seeds(24).limit(Integer.getInteger("models.classes", Integer.MAX_VALUE));
    }

    static LongStream seeds(int usual) {
        if (System.getProperty("models") == null && System.getProperty("models.first") == null) {
            return Arrays.stream(CHOSEN).limit(usual);
        }
        long first = Long.getLong("models.first", 0);
        return LongStream.range(first, first + Integer.getInteger("models", usual));
    }

    /** Those of which every build makes classes. */
    static LongStream chosenClasses() {
        return Arrays.stream(CHOSEN).limit(24);
    }

    private static final Map<Long, Network> NETWORKS = new HashMap<>();

    static String text(long seed) {
        return RandomModels.of(seed).ordered(seed);
    }

    /** Of the text of a seed, which several tests need. */
    static Network network(long seed) {
        return NETWORKS.computeIfAbsent(seed, s -> ModelAgreement.network(text(s)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void derivativesAgreeWithDifferencesInAnyOrderOfEquations(long seed) {
        RandomModels.Text model = RandomModels.of(seed);
        String text = model.ordered(seed);
        assumeComparable(seed);
        try {
            Network network = network(seed);
            // At a kink the two differ; a second point is seldom on one too.
            if (!differencesAgree(network, seed) && !differencesAgree(network, seed + 1000)) {
                assertTrue(differencesAgree(network, seed + 2000), "derivatives differ from differences");
            }
            if (!text.contains("dropout")) {
                Network other = ModelAgreement.network(model.ordered(seed + 1));
                assertClose(1e-9, interpret(new RandomModelRun(network, 2, 1)), reordered(network, other));
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + "\n" + text, e);
        }
    }

    /** Where a recurrence squares its states, they grow until no digit of a sine of them is right. */
    private static void assumeComparable(long seed) {
        double largest = interpret(new RandomModelRun(network(seed), 2, seed)).values().stream()
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .filter(x -> !Double.isNaN(x))
                .max()
                .orElse(0);
        assumeTrue(largest < 1e30, "values up to " + largest);
    }

    /** What a network of the same parameters, perhaps in another order, gives for the same data and weights. */
    private static Map<String, double[]> reordered(Network network, Network other) {
        RandomModelRun run = new RandomModelRun(other, 2, 1);
        run.weights.putAll(new RandomModelRun(network, 2, 1).weights);
        run.data.putAll(new RandomModelRun(network, 2, 1).data);
        return interpret(run);
    }

    @ParameterizedTest
    @MethodSource("classes")
    void generatedClassesDoWhatTheInterpreterDoes(long seed) {
        String text = text(seed);
        assumeComparable(seed);
        try {
            Network network = network(seed);
            boolean all = System.getProperty("models") != null;
            Compiled doubles = classAgrees(text, network, seed);
            RandomModels.Text model = RandomModels.of(seed);
            if (!network.updates().isEmpty()) {
                new EmittedUpdates(network, doubles.model()).compare(seed, 1e-9);
                TrainingAgreement.options(network, model, seed);
            }
            if (network.carry().isPresent()) {
                TrainingAgreement.carry(network, doubles, seed);
            }
            if (network.adjoints().isPresent()) {
                TrainingAgreement.adjoints(network, doubles, model.probes(), seed);
            }
            RandomModelRun run = new RandomModelRun(network, Math.min(3, block(doubles)), seed);
            if (all ? seed % 2 == 0 : seed % 10 == 0) {
                Compiled floats = compiled(text, DOUBLE.with(Precision.FLOAT));
                assertClose(2e-3, interpret(run), run.train(floats));
            }
            // classAgrees has looked at the one before.
            Unroll unroll = UNROLLS.get((int) ((seed + 1) % 4));
            if (all ? seed % 2 == 1 : seed % 10 == 1) {
                assertSame(run.train(doubles), run.train(compiled(text, DOUBLE.with(unroll))));
            }
        } catch (TestAbortedException e) {
            throw e;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + "\n" + text, e);
        }
    }
}
