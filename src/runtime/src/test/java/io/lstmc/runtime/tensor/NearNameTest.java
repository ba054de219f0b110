package io.lstmc.runtime.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearNameTest {

    @Test
    void nearNames() {
        List<String> names = List.of("a.P", "a.U_z", "a.U_r", "a.W");
        assertEquals(Optional.of("a.U_z"), NearName.of("a.U", names));
        assertEquals(Optional.of("a.P"), NearName.of("b.P", names));
        assertEquals(Optional.empty(), NearName.of("", names));
    }
}
