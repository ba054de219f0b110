package io.lstmc.runtime.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The implementations that this JVM has, and operands for them. */
final class Forms {

    private Forms() {}

    static List<Kernels> all() {
        List<Kernels> all = new ArrayList<>();
        all.add(KernelChoice.of("plain").kernels);
        if (KernelChoice.missing().isEmpty()) {
            all.add(KernelChoice.of("vector").kernels);
            all.add(KernelChoice.of("auto").kernels);
        }
        return all;
    }

    static float[][] slots(Random random, int slots, int size) {
        float[][] all = new float[slots][size];
        for (float[] slot : all) {
            for (int i = 0; i < size; i++) {
                slot[i] = random.nextFloat() * 2 - 1;
            }
        }
        return all;
    }

    static double[][] doubles(float[][] slots) {
        double[][] all = new double[slots.length][];
        for (int s = 0; s < slots.length; s++) {
            all[s] = doubles(slots[s]);
        }
        return all;
    }

    static double[] doubles(float[] values) {
        double[] all = new double[values.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = values[i];
        }
        return all;
    }

    static float[][] copy(float[][] slots) {
        float[][] all = slots.clone();
        for (int s = 0; s < all.length; s++) {
            all[s] = slots[s].clone();
        }
        return all;
    }

    static double[][] copy(double[][] slots) {
        double[][] all = slots.clone();
        for (int s = 0; s < all.length; s++) {
            all[s] = slots[s].clone();
        }
        return all;
    }
}
