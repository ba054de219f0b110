package io.lstmc.runtime.file;

import io.lstmc.runtime.tensor.DoubleStorage;
import io.lstmc.runtime.tensor.Parameter;
import io.lstmc.runtime.tensor.Storage;
import java.util.List;

/**
 * Tensors of a file that lie in one storage.
 *
 * @param tensors their names and shapes, and where they lie in {@code values}, which they cover without gaps
 * @param values what is written, or takes what is read
 * @param exact whether the file must have the precision of {@code values}, so that no bit is lost
 * @param finite whether NaN and infinity are refused
 */
public record TensorGroup(List<Parameter> tensors, Storage values, boolean exact, boolean finite) {

    TensorHeader.Type type() {
        return values instanceof DoubleStorage ? TensorHeader.Type.F64 : TensorHeader.Type.F32;
    }

    /** The tensor and the value of the first element that is not finite, where there may be none. */
    String problem() {
        if (finite && !Double.isFinite(values.sumOfSquares())) {
            for (Parameter p : tensors) {
                for (int i = 0; i < p.size(); i++) {
                    double value = values.get(p.offset() + i);
                    if (!Double.isFinite(value)) {
                        return p.name() + " has " + value + " at index " + i;
                    }
                }
            }
        }
        return "";
    }
}
