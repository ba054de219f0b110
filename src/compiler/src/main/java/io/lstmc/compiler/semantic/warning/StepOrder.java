package io.lstmc.compiler.semantic.warning;

import io.lstmc.compiler.typed.Resolved;
import java.util.List;
import java.util.Optional;

/**
 * In which order the steps of a sequence are.
 *
 * @param ran whether a recurrence went through steps that were reversed: {@code x ⊙ reverse(x)}, without one, compares both ends
 *     and is what it says
 * @param mixture of a sequence with steps in both orders, how they meet
 * @param meeting of such a sequence, where they met first
 */
record StepOrder(Direction direction, boolean ran, Mixture mixture, Optional<Meeting> meeting) {

    enum Direction {
        /** That of a value without steps, or not certain. */
        NONE,
        FORWARD,
        REVERSED,
        /** Of a sequence made of one of each kind. */
        BOTH
    }

    /** How the orders meet in one step, the looser the earlier. */
    enum Mixture {
        /** Each element comes from one of them. */
        BESIDE,
        /** Elements are sums of what comes from one of them: a sum over the steps is the same in any order. */
        ADDED,
        /** Another order of either would be another value. */
        PAIRED
    }

    /**
     * An expression whose operands are in opposite orders.
     *
     * @param forward an operand that begins with the first step
     * @param backward one that begins with the last
     */
    record Meeting(Resolved whole, Resolved forward, Resolved backward) {}

    static final StepOrder NONE = new StepOrder(Direction.NONE, false);
    static final StepOrder OF_DATA = new StepOrder(Direction.FORWARD, false);

    private StepOrder(Direction direction, boolean ran) {
        this(direction, ran, Mixture.BESIDE, Optional.empty());
    }

    boolean isNone() {
        return direction == Direction.NONE;
    }

    boolean isMixed() {
        return direction == Direction.BOTH;
    }

    boolean isMixed(Mixture least) {
        return isMixed() && mixture.compareTo(least) >= 0;
    }

    /** Of a sequence in both orders, with a looser meeting become this one. */
    StepOrder atLeast(Mixture least) {
        return isMixed() && !isMixed(least) ? new StepOrder(direction, ran, least, meeting) : this;
    }

    StepOrder reversed() {
        return switch (direction) {
            case NONE, BOTH -> this;
            case FORWARD -> new StepOrder(Direction.REVERSED, ran);
            case REVERSED -> new StepOrder(Direction.FORWARD, ran);
        };
    }

    /** Of what a recurrence makes of these steps. */
    StepOrder run() {
        return direction == Direction.REVERSED ? new StepOrder(direction, true) : this;
    }

    /** Of what is made of some sequences step by step; where they are in both orders, as loosely as these are. */
    static StepOrder common(Resolved whole, List<Resolved> operands, List<StepOrder> orders) {
        Optional<StepOrder> mixed = orders.stream().filter(StepOrder::isMixed).findFirst();
        Optional<StepOrder> forward =
                orders.stream().filter(o -> o.direction == Direction.FORWARD).reduce((a, b) -> a.ran ? a : b);
        Optional<StepOrder> reversed =
                orders.stream().filter(o -> o.direction == Direction.REVERSED).reduce((a, b) -> a.ran ? a : b);
        if (mixed.isPresent()) {
            Mixture most = orders.stream()
                    .map(StepOrder::mixture)
                    .max(Mixture::compareTo)
                    .orElseThrow();
            return mixed.get().atLeast(most);
        }
        if (forward.isEmpty() || reversed.isEmpty()) {
            return forward.or(() -> reversed).orElse(NONE);
        }
        if (!reversed.get().ran) {
            return NONE;
        }
        Meeting met = new Meeting(
                whole, operands.get(orders.indexOf(forward.get())), operands.get(orders.indexOf(reversed.get())));
        return new StepOrder(Direction.BOTH, true, Mixture.BESIDE, Optional.of(met));
    }
}
