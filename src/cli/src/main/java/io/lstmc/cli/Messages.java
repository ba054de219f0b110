package io.lstmc.cli;

/** Words of messages. */
final class Messages {

    private Messages() {}

    /** {@code 1 error}, {@code 2 errors}. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** A name that somebody else chose, without characters that move the cursor. */
    static String name(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
}
