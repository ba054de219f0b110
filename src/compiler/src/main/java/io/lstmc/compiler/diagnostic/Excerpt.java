package io.lstmc.compiler.diagnostic;

/**
 * The part of a source line that is shown with a finding, and the marks under it.
 *
 * @param text the line, or the part of it around the marks where it is long
 * @param marks spaces and carets; tabs of the text are repeated, so that the carets stand right with any tab width
 */
record Excerpt(String text, String marks) {

    /** Code points of a line that are shown. */
    private static final int WIDTH = 120;

    /** Code points that are shown before the first mark of a long line. */
    private static final int BEFORE = 50;

    private static final String CUT = "…";

    /**
     * @param line the whole line
     * @param from code points before the first mark
     * @param to code points up to the end of the last; at least one mark is made
     */
    static Excerpt of(String line, int from, int to) {
        int[] all = line.codePoints().map(Printable::of).toArray();
        int first = Math.min(from, all.length);
        int last = Math.max(first, Math.min(to, all.length));
        int start = all.length <= WIDTH ? 0 : Math.max(0, Math.min(first - BEFORE, all.length - WIDTH));
        int end = Math.min(all.length, start + WIDTH);
        StringBuilder text = new StringBuilder(start > 0 ? CUT : "");
        StringBuilder marks = new StringBuilder(start > 0 ? " " : "");
        for (int i = start; i < end; i++) {
            text.appendCodePoint(all[i]);
            if (i < first) {
                marks.append(all[i] == '\t' ? "\t" : " ".repeat(Printable.columns(all[i])));
            } else if (i < last) {
                marks.append("^".repeat(all[i] == '\t' ? 1 : Printable.columns(all[i])));
            }
        }
        text.append(end < all.length ? CUT : "");
        if (marks.indexOf("^") < 0) {
            marks.append('^');
        }
        return new Excerpt(text.toString(), marks.toString());
    }
}
