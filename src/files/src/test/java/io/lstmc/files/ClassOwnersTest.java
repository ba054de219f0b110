package io.lstmc.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClassOwnersTest {

    private final ClassOwners owners = new ClassOwners();

    private String claim(String path, String source) {
        return owners.claim(path, "group of " + source, source).orElse("");
    }

    @Test
    void oneSourceAClass() {
        assertEquals("", claim("p/A.java", "a.lstm"));
        assertEquals("", claim("q/A.java", "b.lstm"));
        assertEquals("declares the class of p/A.java, and so does a.lstm", claim("p/A.java", "c.lstm"));
        assertEquals("declares the class of P/a.java, and so does a.lstm", claim("P/a.java", "c.lstm"));
    }

    @Test
    void aClassAndAPackageOfOneName() {
        assertEquals("", claim("com/example/Wave.java", "a.lstm"));
        assertEquals("", claim("com/example/wave/B.java", "b.lstm"));
        assertEquals(
                "has a package with the name of the class of com/example/Wave.java, which a.lstm declares",
                claim("com/example/Wave/deep/C.java", "c.lstm"));
        owners.forget("group of a.lstm"); // Its name differs from the next in case alone.
        assertEquals(
                "declares the class of com/example/wave.java, and b.lstm has a package of that name",
                claim("com/example/wave.java", "d.lstm"));
    }

    @Test
    void whatIsForgottenIsFree() {
        assertEquals("", claim("p/A.java", "a.lstm"));
        owners.forget("group of a.lstm");
        assertEquals(Optional.empty(), owners.claim("p/A.java", "g", "b.lstm"));
    }
}
