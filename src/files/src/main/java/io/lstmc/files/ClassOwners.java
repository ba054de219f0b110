package io.lstmc.files;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which source makes which class, so that no two make the same, or a class with the name of the other's package. */
public final class ClassOwners {

    private record Owner(String path, String group, String source) {}

    /** By path in small letters: names that differ in case alone are one file on some machines. */
    private final Map<String, Owner> files = new HashMap<>();

    private final Map<String, Owner> classes = new HashMap<>();
    private final Map<String, Owner> packages = new HashMap<>();

    /**
     * Gives a class to a source, unless another has it.
     *
     * @param path of the class, such as {@code com/example/Forecast.java}
     * @param group of the claim, for {@link #forget}
     * @param source by the name that messages have for it
     * @return what stands against it, if anything, for a message that begins with the source
     */
    public synchronized Optional<String> claim(String path, String group, String source) {
        Owner owner = new Owner(path, group, source);
        Owner twin = files.putIfAbsent(path.toLowerCase(Locale.ROOT), owner);
        if (twin != null) {
            return Optional.of("declares the class of " + path + ", and so does " + twin.source());
        }
        String type = path.endsWith(".java") ? path.substring(0, path.length() - ".java".length()) : path;
        classes.put(type, owner);
        Owner below = packages.get(type);
        if (below != null) {
            return Optional.of(
                    "declares the class of " + path + ", and " + below.source() + " has a package of that name");
        }
        for (int slash = type.lastIndexOf('/'); slash > 0; slash = type.lastIndexOf('/', slash - 1)) {
            String directory = type.substring(0, slash);
            Owner above = classes.get(directory);
            if (above != null) {
                return Optional.of("has a package with the name of the class of " + above.path() + ", which "
                        + above.source() + " declares");
            }
            packages.putIfAbsent(directory, owner);
        }
        return Optional.empty();
    }

    /** Takes back all claims of a group. */
    public synchronized void forget(String group) {
        files.values().removeIf(owner -> owner.group().equals(group));
        classes.values().removeIf(owner -> owner.group().equals(group));
        packages.values().removeIf(owner -> owner.group().equals(group));
    }
}
