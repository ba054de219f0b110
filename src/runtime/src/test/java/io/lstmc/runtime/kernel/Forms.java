package io.lstmc.runtime.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The implementations that this JVM has, and operands for them. */
public final class Forms {

    private Forms() {}

    public static boolean hasVectors() {
        return KernelChoice.missing().isEmpty();
    }

    /** As the system property {@code lstmc.kernels} with this value would have it. */
    public static Kernels of(String wish) {
        return KernelChoice.of(wish).kernels;
    }

    static List<Kernels> all() {
        List<Kernels> all = new ArrayList<>();
        all.add(of("plain"));
        if (hasVectors()) {
            all.add(of("vector"));
            all.add(of("auto"));
        }
        return all;
    }

    public static float[][] slots(Random random, int slots, int size) {
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
