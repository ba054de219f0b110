package io.lstmc.benchmarks.onednn;

import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;

/** The processor, and what is done on it. */
final class Engine {

    private final engine cpu = new engine(engine.kind.cpu, 0);
    private final stream order = new stream(cpu);

    engine cpu() {
        return cpu;
    }

    /** How an array lies in memory. */
    static memory.desc describe(memory.format_tag format, long... shape) {
        return new memory.desc(shape, memory.data_type.f32, format);
    }

    /** A new array of zeros. */
    memory zeros(memory.desc description) {
        memory array = new memory(description, cpu);
        data(array).fill(0);
        return array;
    }

    /** A new array with values in the order of its description. */
    memory filled(memory.desc description, float[] values) {
        memory array = zeros(description);
        data(array).put(values);
        return array;
    }

    /** An array in another format; the same one if that is its own. */
    memory in(memory.desc description, memory array) {
        if (array.get_desc().equals(description)) {
            return array;
        }
        memory other = zeros(description);
        copy(array, other).run();
        return other;
    }

    /** Copies values from one format to another, each time it runs. */
    Runnable copy(memory from, memory to) {
        reorder work = new reorder(from, to);
        return () -> {
            work.execute(order, from, to);
            order._wait();
        };
    }

    void execute(primitive work, IntMemoryMap arguments) {
        work.execute(order, arguments);
        order._wait();
    }

    /** All that an array holds, padding included. */
    static FloatPointer data(memory array) {
        long size = array.get_desc().get_size() / Float.BYTES;
        return new FloatPointer(array.get_data_handle()).capacity(size);
    }

    /** The values of an array that has no padding. */
    static float[] values(memory array) {
        FloatPointer data = data(array);
        float[] values = new float[(int) data.capacity()];
        data.get(values);
        return values;
    }
}
