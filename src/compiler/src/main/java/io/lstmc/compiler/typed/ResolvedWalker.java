package io.lstmc.compiler.typed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** Goes through a resolved expression and all in it, the bodies of called functions included, but not those of cells and initialisers. */
public final class ResolvedWalker {

    private ResolvedWalker() {}

    /** Whether this holds for an expression or for one in it. */
    public static boolean any(Resolved root, Predicate<Resolved> predicate) {
        Deque<Resolved> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Resolved e = open.pop();
            if (predicate.test(e)) {
                return true;
            }
            open.addAll(parts(e));
        }
        return false;
    }

    /** The expressions that stand in one, in the order in which they are computed. */
    public static List<Resolved> parts(Resolved e) {
        return e.accept(Parts.INSTANCE);
    }

    private static final class Parts implements Resolved.Visitor<List<Resolved>> {

        static final Parts INSTANCE = new Parts();

        @Override
        public List<Resolved> visitNumber(Resolved.Number e) {
            return List.of();
        }

        @Override
        public List<Resolved> visitLength(Resolved.Length e) {
            return List.of();
        }

        @Override
        public List<Resolved> visitValue(Resolved.Value e) {
            return List.of();
        }

        @Override
        public List<Resolved> visitBefore(Resolved.Before e) {
            return List.of();
        }

        @Override
        public List<Resolved> visitOutput(Resolved.Output e) {
            return List.of();
        }

        @Override
        public List<Resolved> visitLayerParam(Resolved.LayerParam e) {
            return List.of();
        }

        @Override
        public List<Resolved> visitSlice(Resolved.Slice e) {
            return List.of(e.operand());
        }

        @Override
        public List<Resolved> visitElement(Resolved.Element e) {
            return List.of(e.operand());
        }

        @Override
        public List<Resolved> visitLookup(Resolved.Lookup e) {
            return List.of(e.table(), e.token());
        }

        @Override
        public List<Resolved> visitVector(Resolved.Vector e) {
            return e.parts();
        }

        @Override
        public List<Resolved> visitMatrix(Resolved.Matrix e) {
            return List.copyOf(e.rows());
        }

        @Override
        public List<Resolved> visitNegation(Resolved.Negation e) {
            return List.of(e.operand());
        }

        @Override
        public List<Resolved> visitElementwise(Resolved.Elementwise e) {
            return List.of(e.left(), e.right());
        }

        @Override
        public List<Resolved> visitProduct(Resolved.Product e) {
            return List.of(e.left(), e.right());
        }

        @Override
        public List<Resolved> visitBuiltInCall(Resolved.BuiltInCall e) {
            return e.arguments();
        }

        @Override
        public List<Resolved> visitAlong(Resolved.Along e) {
            List<Resolved> parts = new ArrayList<>(List.of(e.operand()));
            e.first().ifPresent(parts::add);
            return parts;
        }

        @Override
        public List<Resolved> visitFunctionCall(Resolved.FunctionCall e) {
            List<Resolved> parts = new ArrayList<>();
            e.definitions().forEach(d -> parts.add(d.value()));
            parts.add(e.value());
            return parts;
        }

        @Override
        public List<Resolved> visitCellCall(Resolved.CellCall e) {
            List<Resolved> parts = new ArrayList<>(e.options());
            parts.addAll(e.inputs());
            parts.addAll(e.beginnings().values());
            return parts;
        }

        @Override
        public List<Resolved> visitInitializerCall(Resolved.InitializerCall e) {
            return e.options();
        }
    }
}
