package io.lstmc.compiler.codegen.method;

import io.lstmc.compiler.Optimizations;
import io.lstmc.compiler.Precision;
import io.lstmc.compiler.Unroll;
import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import io.lstmc.compiler.ir.TensorType;
import io.lstmc.compiler.ir.UnaryFunction;
import io.lstmc.compiler.lower.Network;
import io.lstmc.compiler.pass.PredictionGraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Networks built by hand: p = W·x + b with a quadratic loss, x[3], y[2], whose gradients are written out below; and q = 2 p
 * as a second output on request.
 */
public final class LinearNetwork {

    static final int IN = 3;
    static final int OUT = 2;
    private static final TensorType PER_SAMPLE = TensorType.perSample();

    public String packageName = "com.example";
    public String model = "Linear";
    public String documentation = "Two lines in three dimensions.";
    public String x = "x";
    public String y = "y";
    public String p = "p";
    public String q;
    public boolean loss = true;
    public boolean trains = true;
    boolean streams = true;
    public boolean drops;
    public Precision precision = Precision.FLOAT;

    public Network build() {
        Map<String, TensorType> outputs = new LinkedHashMap<>();
        outputs.put(p, TensorType.perSample(OUT));
        if (q != null) {
            outputs.put(q, TensorType.perSample(OUT));
        }
        TensorType w = TensorType.shared(OUT, IN);
        TensorType b = TensorType.shared(OUT);
        return new Network(
                packageName,
                model,
                Optional.ofNullable(documentation),
                List.of(p + " = W·" + x + " + b"),
                Map.of(x, TensorType.perSample(IN)),
                loss ? Map.of(y, TensorType.perSample(OUT)) : Map.of(),
                Map.of(),
                outputs,
                List.of(
                        new Network.Weight("layer.W", w, uniform(w), false),
                        new Network.Weight("layer.b", b, zeros(b), false)),
                List.of(),
                graph(false),
                PredictionGraph.of(graph(false), Optimizations.ALL),
                Optional.empty(),
                graph(true),
                Optional.empty(),
                Optional.empty(),
                streams
                        ? new Network.Streaming(Optional.of(step()), "")
                        : new Network.Streaming(Optional.empty(), p + " needs other steps"),
                trains ? List.of(momentum()) : List.of(),
                trains
                        ? Optional.of(new Network.Settings(200, 8, false, 0, 0, 0, 0, 1, 7, Optional.of(halving())))
                        : Optional.empty(),
                precision,
                Unroll.AUTOMATIC,
                Optimizations.ALL);
    }

    private Graph graph(boolean adjoints) {
        GraphBuilder g = new GraphBuilder();
        Node in = g.argument(x, Op.Role.INPUT, TensorType.perSample(IN));
        Node w = g.argument("layer.W", Op.Role.PARAMETER, TensorType.shared(OUT, IN));
        Node b = g.argument("layer.b", Op.Role.PARAMETER, TensorType.shared(OUT));
        Node dropped = in;
        if (drops) {
            Node mode = g.argument("training", Op.Role.MODE, TensorType.SCALAR);
            Node random = g.random(Op.Distribution.UNIFORM, TensorType.perSample(IN));
            Node keep = g.binary(io.lstmc.compiler.ir.BinaryFunction.GREATER, random, g.constant(0.5, random.type()));
            dropped = g.select(mode, g.times(keep, in), in);
        }
        Node out = g.plus(g.contract("ij", "j", "i", w, dropped), b);
        Map<String, Node> results = new LinkedHashMap<>();
        results.put(p, out);
        Node twice = g.times(g.constant(2, out.type()), out);
        if (q != null) {
            results.put(q, twice);
        }
        Node adjoint;
        if (loss) {
            Node target = g.argument(y, Op.Role.TARGET, TensorType.perSample(OUT));
            Node error = g.minus(out, target);
            Node half = g.constant(0.5, PER_SAMPLE);
            results.put(Network.LOSS, g.times(half, g.sum(g.times(error, error), PER_SAMPLE)));
            if (!adjoints) {
                return g.build(results);
            }
            adjoint = g.times(error, g.argument("δloss", Op.Role.SEED, PER_SAMPLE));
        } else {
            if (!adjoints) {
                return g.build(results);
            }
            adjoint = g.argument("δ" + p, Op.Role.SEED, out.type());
            if (q != null) {
                Node other = g.argument("δ" + q, Op.Role.SEED, out.type());
                adjoint = g.plus(adjoint, g.times(g.constant(2, out.type()), other));
            }
        }
        results.put("δlayer.W", g.add(new Op.Contract("i", "j", "ij", true, false), adjoint, dropped));
        results.put("δlayer.b", g.sum(adjoint, TensorType.shared(OUT)));
        return g.build(results);
    }

    /** A stream of p with a memory: m' = 0.5 m + W·x + b, p = m', from m = 1. */
    private Network.Step step() {
        GraphBuilder g = new GraphBuilder();
        Node in = g.argument(x, Op.Role.INPUT, TensorType.perSample(IN));
        Node w = g.argument("layer.W", Op.Role.PARAMETER, TensorType.shared(OUT, IN));
        Node b = g.argument("layer.b", Op.Role.PARAMETER, TensorType.shared(OUT));
        Node m = g.argument("cell.m", Op.Role.CARRY, TensorType.perSample(OUT));
        Node next = g.plus(g.times(g.constant(0.5, m.type()), m), g.plus(g.contract("ij", "j", "i", w, in), b));
        Map<String, Node> results = new LinkedHashMap<>();
        results.put(p, next);
        if (q != null) {
            results.put(q, g.times(g.constant(2, next.type()), next));
        }
        results.put("cell.m", next);
        GraphBuilder initial = new GraphBuilder();
        Graph one = initial.build(Map.of("cell.m", initial.constant(1, TensorType.perSample(OUT))));
        return new Network.Step(g.build(results), Map.of("cell.m", one));
    }

    /** v = 0.5 v + g; θ = θ − 0.05 rate v. */
    private static Network.Update momentum() {
        TensorType all = TensorType.shared(OUT * IN + OUT);
        GraphBuilder g = new GraphBuilder();
        Node gradient = g.argument("g", Op.Role.INPUT, all);
        Node theta = g.argument("θ", Op.Role.CARRY, all);
        Node v = g.argument("v", Op.Role.CARRY, all);
        g.argument("k", Op.Role.SCALAR, TensorType.SCALAR);
        Node rate = g.argument("rate", Op.Role.SCALAR, TensorType.SCALAR);
        Node next = g.plus(g.times(g.constant(0.5, all), v), gradient);
        Node change = g.times(g.times(g.constant(0.05, TensorType.SCALAR), rate), next);
        Map<String, Node> results = new LinkedHashMap<>();
        results.put("θ", g.minus(theta, change));
        results.put("v", next);
        return new Network.Update(List.of("layer.W", "layer.b"), g.build(results), "θ", Map.of("v", 0.0));
    }

    /** rate = exp(−epoch / epochs). */
    private static Graph halving() {
        GraphBuilder g = new GraphBuilder();
        Node epoch = g.argument("epoch", Op.Role.SCALAR, TensorType.SCALAR);
        Node epochs = g.argument("epochs", Op.Role.SCALAR, TensorType.SCALAR);
        Node ratio = g.unary(UnaryFunction.NEGATE, g.divide(epoch, epochs));
        return g.build(Map.of("rate", g.unary(UnaryFunction.EXP, ratio)));
    }

    private static Graph uniform(TensorType type) {
        GraphBuilder g = new GraphBuilder();
        return g.build(Map.of("value", g.random(Op.Distribution.UNIFORM, type)));
    }

    private static Graph zeros(TensorType type) {
        GraphBuilder g = new GraphBuilder();
        return g.build(Map.of("value", g.constant(0, type)));
    }
}
