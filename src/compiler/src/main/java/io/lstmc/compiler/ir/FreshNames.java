package io.lstmc.compiler.ir;

import java.util.Collection;

/** Names that are unique among others. */
public final class FreshNames {

    private FreshNames() {}

    /** {@code wish}, or {@code wish_2}, {@code wish_3}, … if it is taken. */
    public static String free(String wish, Collection<String> taken) {
        String free = wish;
        for (int i = 2; taken.contains(free); i++) {
            free = wish + "_" + i;
        }
        return free;
    }
}
