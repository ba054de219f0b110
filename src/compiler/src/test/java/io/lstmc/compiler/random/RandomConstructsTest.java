package io.lstmc.compiler.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The random models have all constructs that they are to try. */
class RandomConstructsTest {

    private static Set<String> missing(LongStream seeds) {
        Set<String> missing = new TreeSet<>(RandomConstructs.all());
        seeds.forEach(seed -> {
            RandomModels.Text model = RandomModels.of(seed);
            missing.removeAll(RandomConstructs.of(model, model.ordered(seed)));
        });
        return missing;
    }

    @Test
    void eachConstructIsDrawn() {
        assertEquals(Set.of(), missing(LongStream.range(0, 300)));
    }

    /** Those of every build, of which classes are made. */
    @Test
    void theChosenModelsHaveAllConstructs() {
        assertEquals(Set.of(), missing(RandomModelTest.chosenClasses()));
    }

    @Test
    void aModelHasFewOfThem() {
        RandomModels.Text model = RandomModels.of(3);
        Set<String> found = RandomConstructs.of(model, model.ordered(3));
        assertTrue(found.size() < RandomConstructs.all().size() / 2, found.toString());
    }
}
