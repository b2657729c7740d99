package io.github.marginloss.demo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class NetworkTest {

    /** Compares with central differences of f = Σ g·features, for some entries of each weight. */
    @Test
    void gradientsAreThoseOfTheNetwork() {
        Random random = new Random(11);
        Network network = new Network(9, 3, random);
        DMatrixRMaj pixels = Network.normal(5, 9, 1, random);
        DMatrixRMaj g = Network.normal(5, 3, 1, random);
        network.forward(pixels);
        network.backward(g);
        assertEquals(8, network.weights().size());
        double step = 1e-6;
        for (Weight weight : network.weights()) {
            double[] value = weight.value().data;
            for (int trial = 0; trial < 20; trial++) {
                int k = random.nextInt(value.length);
                double old = value[k];
                value[k] = old + step;
                double above = product(g, network.forward(pixels));
                value[k] = old - step;
                double below = product(g, network.forward(pixels));
                value[k] = old;
                assertEquals((above - below) / (2 * step), weight.gradient().data[k], 1e-6);
            }
        }
    }

    private static double product(DMatrixRMaj a, DMatrixRMaj b) {
        double sum = 0;
        for (int k = 0; k < a.data.length; k++) {
            sum += a.data[k] * b.data[k];
        }
        return sum;
    }

    @Test
    void layersHandTheGradientOn() {
        Random random = new Random(12);
        DMatrixRMaj input = Network.normal(4, 6, 1, random);
        for (Layer layer : List.of(new Linear(6, 6, random), new PRelu(6))) {
            DMatrixRMaj g = Network.normal(4, 6, 1, random);
            layer.forward(input);
            DMatrixRMaj gradient = layer.backward(g).copy();
            for (int k = 0; k < input.data.length; k++) {
                DMatrixRMaj moved = input.copy();
                moved.data[k] += 1e-6;
                double above = product(g, layer.forward(moved));
                moved.data[k] -= 2e-6;
                double below = product(g, layer.forward(moved));
                assertEquals((above - below) / 2e-6, gradient.data[k], 1e-7);
            }
        }
    }

    @Test
    void adamBeginsWithStepsOfTheRate() {
        DMatrixRMaj value = new DMatrixRMaj(1, 2, true, 1, 1);
        Weight weight = new Weight(value, new DMatrixRMaj(1, 2, true, 1e-3, -50), false);
        new Adam(List.of(weight), 1000, 3e-3).step();
        // the mean divided by the root of the mean square is the sign, for any size
        double rate = 3e-3 / 50;
        assertEquals(1 - rate, value.get(0, 0), 1e-8);
        assertEquals(1 + rate, value.get(0, 1), 1e-8);
    }

    @Test
    void weightDecayDrawsToZero() {
        DMatrixRMaj value = new DMatrixRMaj(1, 1, true, 10);
        new Adam(List.of(new Weight(value, new DMatrixRMaj(1, 1), true)), 1000, 3e-3).step();
        assertEquals(10 - 3e-3 / 50 * 1e-2 * 10, value.get(0, 0), 1e-15);
    }

    /** One number moves by more than an ulp; for another, the same move is less than half an ulp. */
    @Test
    void aSmallMoveOfAFloatIsLost() {
        FMatrixRMaj value = new FMatrixRMaj(1, 2, true, 1, 4096);
        FloatWeight weight = new FloatWeight(value, new FMatrixRMaj(1, 2, true, 1, 1), false);
        assertEquals(0, weight.lost());
        new Adam(List.of(weight), 1000, 3e-3).step();
        assertEquals((float) (1 - 3e-3 / 50), value.get(0, 0), 1e-7f);
        assertEquals(4096f, value.get(0, 1));
        assertEquals(0.5, weight.lost());
    }

    @Test
    void rateWarmsUpAndFallsToNothing() {
        assertEquals(1.0 / 50, Adam.share(0, 2000), 1e-12);
        assertEquals(0.5, Adam.share(1000, 2000), 1e-12);
        assertEquals(0, Adam.share(2000, 2000), 1e-12);
    }
}
