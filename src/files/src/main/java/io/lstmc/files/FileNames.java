package io.lstmc.files;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Names of files and the encoding that the Java platform has for them, which comes from the locale. */
public final class FileNames {

    private FileNames() {}

    /** Whether the platform read all letters of a name, so that a path made of its text is the same path. */
    public static boolean isReadable(Path path) {
        try {
            return Path.of(path.toString()).equals(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** What to tell of a name with letters that the encoding does not have. */
    public static String unreadable() {
        return "has a name with letters that file names cannot have here, where their encoding is " + encoding()
                + "; choose a locale with UTF-8, such as LC_ALL=C.UTF-8, or another name";
    }

    /** Whether a name may be the name of a file here. */
    static boolean isWritable(String name) {
        try {
            return isReadable(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String encoding() {
        return System.getProperty("sun.jnu.encoding", "unknown");
    }
}
