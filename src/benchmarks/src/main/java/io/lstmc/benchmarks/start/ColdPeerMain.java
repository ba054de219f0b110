package io.lstmc.benchmarks.start;

import io.lstmc.benchmarks.measure.Arguments;
import io.lstmc.benchmarks.measure.Case;
import io.lstmc.benchmarks.measure.Contender;
import io.lstmc.benchmarks.measure.Peer;
import io.lstmc.benchmarks.measure.Problem;
import java.util.LinkedHashMap;
import java.util.Map;

/** A program that predicts once with the LSTM of a peer. */
final class ColdPeerMain {

    private ColdPeerMain() {}

    public static void main(String[] words) {
        Arguments arguments = Arguments.read(words);
        Case at = arguments.at();
        Problem problem = new Problem(at, lstm(at.x(), at.h()));
        for (Peer peer : arguments.chosenPeers()) {
            double[] last = peer.contender(at, problem).orElseThrow().results().get(Contender.OUTPUT);
            System.out.println(last[0]);
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    /** The parameters of an LSTM, for nothing is compiled here that would tell them. */
    private static Map<String, Integer> lstm(int x, int h) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (String gate : new String[] {"i", "f", "g", "o"}) {
            sizes.put("W_" + gate, h * x);
            sizes.put("U_" + gate, h * h);
            sizes.put("b_" + gate, h);
        }
        return sizes;
    }
}
