package io.lstmc.runtime.generated;

import io.lstmc.runtime.tensor.Parameter;
import io.lstmc.runtime.tensor.Storage;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The derivatives of a loss with respect to all parameters, to which a pass adds. */
public final class Derivatives {

    private final List<Parameter> parameters;
    private final Storage values;

    /** By the offsets of their parameters. */
    private final SortedMap<Integer, TouchedRows> touched = new TreeMap<>();

    /** @param values where they lie, as the parameters say */
    public Derivatives(List<Parameter> parameters, Storage values) {
        this.parameters = parameters;
        this.values = values;
    }

    /** Where they lie; not a copy. */
    public Storage values() {
        return values;
    }

    /**
     * What hears of each row of a parameter to which something is added, from its zeros on. Where this was asked, nothing
     * else may change the parameter's derivatives but to scale or limit them.
     */
    public TouchedRows touched(String parameter) {
        Parameter p = Parameter.find("no parameter has the name ", parameter, parameters);
        return touched.computeIfAbsent(p.offset(), offset -> new TouchedRows(p));
    }

    /** Makes them 0: of a parameter whose rows are touched, those rows alone. */
    public void clear() {
        int from = 0;
        for (TouchedRows rows : touched.values()) {
            values.fill(from, rows.offset(), 0);
            rows.clear(values);
            from = rows.end();
        }
        values.fill(from, values.size(), 0);
    }
}
