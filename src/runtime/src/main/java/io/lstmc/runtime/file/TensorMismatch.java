package io.lstmc.runtime.file;

import io.lstmc.runtime.tensor.Parameter;
import java.util.ArrayList;
import java.util.List;

/** In what the tensors of a file are not those of a model: the first few of each kind, and how many there are. */
final class TensorMismatch {

    private static final int MOST_LISTED = 8;

    private final Kind missing = new Kind("missing");
    private final Kind unexpected = new Kind("unexpected");
    private final Kind mismatched = new Kind("of another shape");
    private final Kind rounded = new Kind("of another precision");

    private static final class Kind {
        final String title;
        final List<String> first = new ArrayList<>();
        int count;

        Kind(String title) {
            this.title = title;
        }

        void add(String item) {
            count++;
            if (count <= MOST_LISTED) {
                first.add(item);
            }
        }

        String list() {
            int more = count - first.size();
            return count == 0
                    ? ""
                    : "; " + title + ": " + String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
        }
    }

    void missing(Parameter parameter) {
        missing.add(parameter.name() + parameter.shape());
    }

    void unexpected(String name) {
        unexpected.add(Quote.of(name));
    }

    void shape(String name, List<Long> found, List<Integer> expected) {
        mismatched.add(name + " is " + found + " instead of " + expected);
    }

    void type(String name, TensorHeader.Type found, TensorHeader.Type expected) {
        rounded.add(name + " is " + found + " instead of " + expected);
    }

    /**
     * Refuses the file if there was anything.
     *
     * @param hint ends the message
     */
    void check(String hint) throws WeightFileException {
        if (missing.count + unexpected.count + mismatched.count + rounded.count > 0) {
            throw new WeightFileException("the tensors are not those of the model" + missing.list() + unexpected.list()
                    + mismatched.list() + rounded.list() + hint);
        }
    }
}
