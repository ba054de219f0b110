package io.lstmc.compiler.pass;

import io.lstmc.compiler.ir.Graph;
import io.lstmc.compiler.ir.GraphBuilder;
import io.lstmc.compiler.ir.Node;
import io.lstmc.compiler.ir.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes out of a recurrence what nobody reads: outputs, carries that influence nothing, inputs without use, and outputs
 * that stack the same value twice.
 *
 * <pre>
 * before: (h, c), (y, f, f) = scan { … }      only h's last value and f are read
 * after:  (h, c), (f)       = scan { … }
 * </pre>
 */
public final class Prune extends ScanPass {

    @Override
    public String name() {
        return "prune";
    }

    @Override
    List<Node> rewrite(GraphBuilder to, Op.Scan scan, List<Node> inputs, Set<Integer> used) {
        List<Node> arguments = scan.body().arguments();
        List<Node> results = scan.body().resultList();
        Set<Integer> needed = new HashSet<>(used);
        Set<Node> read = new HashSet<>();
        for (boolean changed = true; changed; ) {
            read.clear();
            read.addAll(Graph.reaching(needed.stream().map(results::get).toList()));
            changed = false;
            for (int i = 0; i < scan.carries(); i++) {
                changed |= read.contains(arguments.get(i)) && needed.add(i);
            }
        }
        List<Node> keptInputs = new ArrayList<>();
        List<Node> keptArguments = new ArrayList<>();
        int carries = 0;
        int elements = 0;
        for (int i = 0; i < arguments.size(); i++) {
            boolean carry = i < scan.carries();
            if (carry ? needed.contains(i) : read.contains(arguments.get(i))) {
                keptInputs.add(inputs.get(i));
                keptArguments.add(arguments.get(i));
                carries += carry ? 1 : 0;
                elements += !carry && i < scan.carries() + scan.elements() ? 1 : 0;
            }
        }
        List<String> names = List.copyOf(scan.body().results().keySet());
        Map<String, Node> keptResults = new LinkedHashMap<>();
        Map<Node, Integer> stacked = new HashMap<>();
        int[] position = new int[results.size()];
        for (int i = 0; i < results.size(); i++) {
            if (needed.contains(i)) {
                Integer same = i < scan.carries() ? null : stacked.get(results.get(i));
                position[i] = same != null ? same : keptResults.size();
                if (same == null) {
                    keptResults.put(names.get(i), results.get(i));
                }
                if (i >= scan.carries()) {
                    stacked.put(results.get(i), position[i]);
                }
            }
        }
        Op.Scan pruned = new Op.Scan(
                scan.time(),
                scan.reverse(),
                carries,
                elements,
                keptInputs.size() - carries - elements,
                new Graph(keptArguments, keptResults));
        List<Node> made = to.scan(pruned, keptInputs);
        Node[] replacements = new Node[results.size()];
        for (int i : needed) {
            replacements[i] = made.get(position[i]);
        }
        return Arrays.asList(replacements);
    }
}
