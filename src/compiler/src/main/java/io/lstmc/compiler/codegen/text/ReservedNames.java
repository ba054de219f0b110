package io.lstmc.compiler.codegen.text;

import com.palantir.javapoet.NameAllocator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.SourceVersion;

/**
 * The names that the class around the graphs uses itself. A name of the source that meets one of them where that would
 * hide it gets an underscore.
 */
public final class ReservedNames {

    /** Simple names before a dot, which a variable of that name would hide. */
    private static final List<String> CLASSES = List.of(
            "Arrays",
            "CounterRandom",
            "Kernels",
            "Literals",
            "Math",
            "Maths",
            "Numbers",
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
            "idleBatchWorkspaces",
            "idleSampleWorkspaces",
            "lengths",
            "lengths2",
            "lengths3",
            "lengths4",
            "lengths5",
            "lengths6",
            "lengths7",
            "lengths8",
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
            "checkTokens",
            "clear",
            "forward",
            "gradient",
            "inputs",
            "loss",
            "prediction",
            "require",
            "rows",
            "run",
            "take",
            "targets",
            "totalLoss");

    /** Fields and methods of the classes that the emitted members join, inherited ones and visible ones of the model. */
    private static final List<String> MEMBERS = List.of(
            "block",
            "rows",
            "firstRow",
            "randomRow",
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
            "STATES",
            "TRAINING",
            "copy",
            "model",
            "result",
            "set",
            "state",
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

    /** What parameters of methods must not be called. */
    public static Set<String> forParameters() {
        return union(CLASSES, BESIDE_PARAMETERS);
    }

    /** What methods that give an output must not be called. */
    public static Set<String> forAccessors() {
        return union(OBJECT, BESIDE_ACCESSORS);
    }

    /** What emitted members must not be called. */
    public static Set<String> forMembers() {
        return union(CLASSES, OBJECT, BESIDE_ACCESSORS, MEMBERS);
    }

    /** Gives a name that is not yet among the identifiers, and adds it to them. */
    public static String take(String name, Set<String> identifiers) {
        String taken = NameAllocator.toJavaIdentifier(name);
        while (SourceVersion.isKeyword(taken) || !identifiers.add(taken)) {
            taken += "_";
        }
        return taken;
    }

    @SafeVarargs
    private static Set<String> union(List<String>... lists) {
        Set<String> names = new TreeSet<>();
        for (List<String> list : lists) {
            names.addAll(list);
        }
        return names;
    }
}
