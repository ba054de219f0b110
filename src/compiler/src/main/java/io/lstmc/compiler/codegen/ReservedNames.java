package io.lstmc.compiler.codegen;

import com.palantir.javapoet.NameAllocator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names that the class around the graphs uses itself. A name of the source that meets one of them where that would
 * hide it gets an underscore.
 */
final class ReservedNames {

    /** Simple names before a dot, which a variable of that name would hide. */
    private static final List<String> CLASSES = List.of(
            "Arrays",
            "CounterRandom",
            "Kernels",
            "Math",
            "Maths",
            "Objects",
            "Orthonormal",
            "Products",
            "System",
            "java",
            "io");

    /** What methods use that have the inputs and targets as parameters. */
    private static final List<String> BESIDE_PARAMETERS = List.of(
            "work",
            "row",
            "rows",
            "step",
            "steps",
            "from",
            "predictions",
            "out",
            "idle",
            "idleSingle",
            "lengths",
            "BLOCK",
            "forwardDone",
            "backwardDone");

    /** Methods without parameters of every object, which no accessor may replace. */
    private static final List<String> OBJECT =
            List.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    /** Methods of the classes that have an accessor for each output, or that these classes call. */
    private static final List<String> BESIDE_ACCESSORS = List.of(
            "add",
            "backward",
            "begin",
            "checkGiven",
            "checkLength",
            "checkSteps",
            "clear",
            "forward",
            "gradient",
            "inputs",
            "loss",
            "prediction",
            "require",
            "rows",
            "run",
            "targets",
            "totalLoss");

    /** Fields and methods of the classes that the emitted members join, inherited ones and visible ones of the model. */
    private static final List<String> MEMBERS = List.of(
            "block",
            "rows",
            "firstRow",
            "training",
            "seed",
            "gradient",
            "theta",
            "gradients",
            "products",
            "lengths",
            "K",
            "BLOCK",
            "PARAMETERS",
            "COLUMNS",
            "TRAINING",
            "result",
            "key",
            "k",
            "rate",
            "epoch",
            "epochs",
            "advance",
            "draw",
            "evaluate",
            "reset",
            "step",
            "update",
            "row",
            "out");

    private ReservedNames() {}

    /** For the parameters of methods. */
    static NameAllocator forParameters() {
        return allocator(CLASSES, BESIDE_PARAMETERS);
    }

    /** For the methods that give an output. */
    static NameAllocator forAccessors() {
        return allocator(OBJECT, BESIDE_ACCESSORS);
    }

    /** What emitted members must not be called. */
    static Set<String> forMembers() {
        Set<String> names = new TreeSet<>();
        List.of(CLASSES, OBJECT, BESIDE_ACCESSORS, MEMBERS).forEach(names::addAll);
        return names;
    }

    /** Gives a name that is not yet among the identifiers, and adds it to them. */
    static String take(String name, Set<String> identifiers) {
        NameAllocator names = new NameAllocator();
        identifiers.forEach(names::newName);
        String taken = names.newName(name);
        identifiers.add(taken);
        return taken;
    }

    private static NameAllocator allocator(List<String> some, List<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        NameAllocator names = new NameAllocator();
        all.forEach(names::newName);
        return names;
    }
}
