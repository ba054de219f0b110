package com.example.echo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lstmc.runtime.Samples;
import org.junit.jupiter.api.Test;

class EchoTest {

    @Test
    void learnsFromItsSamples() {
        Echo model = new Echo();
        // Four gates of 6 · (1 + 6 + 1), three peepholes of 6, and 6 + 1 of the last layer.
        assertEquals(4 * 6 * 8 + 3 * 6 + 7, model.parameterCount());

        Samples samples = model.newSamples();
        for (int i = 0; i < 32; i++) {
            float first = (i % 8) / 8f - 0.5f;
            samples.add(new float[] {first, 0.1f, -0.2f, 0.3f, 0}, new float[] {first});
        }
        double before = model.evaluate(samples);
        model.train(samples);
        assertTrue(model.evaluate(samples) < 0.5 * before);
        assertEquals(40, model.training().epochs());
    }
}
