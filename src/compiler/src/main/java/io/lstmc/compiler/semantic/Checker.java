package io.lstmc.compiler.semantic;

import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.syntax.SourceFile;
import java.util.List;
import java.util.Map;

/** Gives names, shapes and an order to the definitions of a file, or reports everything that is wrong with them. */
public final class Checker {

    private Checker() {}

    public static TypedFile check(SourceFile user, List<SourceFile> library, Diagnostics diagnostics) {
        return check(user, library, TrainOverlay.NONE, diagnostics);
    }

    public static TypedFile check(
            SourceFile user, List<SourceFile> library, TrainOverlay overlay, Diagnostics diagnostics) {
        return new TypedFile(
                user,
                new Definitions(user, library),
                List.of(),
                new TypedFile.Typed(Map.of(), Map.of(), Map.of(), Map.of()));
    }
}
