package io.lstmc.benchmarks.measure;

import java.util.Optional;

/** Other software that can do some of the cases. */
public interface Peer {

    /** As it appears in tables and behind {@code --peers}. */
    String name();

    /** Ready to run, unless this peer cannot do such a case. */
    Optional<Contender> contender(Case at, Problem problem);
}
