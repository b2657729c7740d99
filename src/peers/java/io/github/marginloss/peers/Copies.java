package io.github.marginloss.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.marginloss.ArcFace;
import io.github.marginloss.FloatGradients;
import io.github.marginloss.FloatParameters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.ejml.data.FMatrixRMaj;

/**
 * Measures the time to copy features out of DJL and their gradient back, compared with the step of the head
 * (docs/frameworks.md). Prints the medians, one row per shape.
 */
public final class Copies {

    private static final int[][] SHAPES = {{64, 40, 32}, {256, 2000, 128}, {256, 20000, 128}};
    private static final double SECONDS = 3;

    private final int samples;
    private final int dimensions;
    private final FMatrixRMaj gradient;
    private final FloatParameters parameters;
    private final FloatGradients gradients;
    private final int[] labels;
    private final ArcFace loss = new ArcFace();

    private Copies(int samples, int classes, int dimensions) {
        this.samples = samples;
        this.dimensions = dimensions;
        Random random = new Random(1);
        gradient = new FMatrixRMaj(samples, dimensions);
        parameters = FloatParameters.ofWeights(random(classes, random));
        gradients =
                FloatGradients.ofWeights(new FMatrixRMaj(classes, dimensions)).withFeatures(gradient);
        labels = random.ints(samples, 0, classes).toArray();
    }

    /** Measures every shape. */
    public static void main(String[] arguments) {
        System.out.println("| m×n×d | step of the head, ms | copies, ms | share, % |");
        System.out.println("|---|--:|--:|--:|");
        for (int[] shape : SHAPES) {
            double[] medians = new Copies(shape[0], shape[1], shape[2]).measure();
            System.out.printf(
                    Locale.ROOT,
                    "| %d×%d×%d | %.3g | %.2g | %.2g |%n",
                    shape[0],
                    shape[1],
                    shape[2],
                    medians[0],
                    medians[1],
                    100 * medians[1] / medians[0]);
        }
    }

    /** Medians of the head's step and of both copies, ms; the first half of the time warms up. */
    private double[] measure() {
        double[] heads = new double[1 << 20];
        double[] copies = new double[1 << 20];
        int count = 0;
        try (NDManager manager = Engine.getInstance().newBaseManager()) {
            NDArray features = manager.create(random(samples, new Random(2)).data, new Shape(samples, dimensions));
            long start = System.nanoTime();
            for (double at = 0; count < heads.length && at < SECONDS; at = (System.nanoTime() - start) / 1e9) {
                count = at < SECONDS / 2 ? 0 : count;
                step(manager, features, heads, copies, count++);
            }
        }
        return new double[] {median(heads, count), median(copies, count)};
    }

    private void step(NDManager manager, NDArray features, double[] heads, double[] copies, int index) {
        long start = System.nanoTime();
        FMatrixRMaj x = FMatrixRMaj.wrap(samples, dimensions, features.toFloatArray());
        long there = System.nanoTime();
        loss.evaluate(x, parameters, labels, null, gradients);
        long done = System.nanoTime();
        try (NDArray back = manager.create(gradient.data, features.getShape())) {
            long end = System.nanoTime();
            heads[index] = (done - there) / 1e6;
            copies[index] = (there - start + end - done) / 1e6;
        }
    }

    private FMatrixRMaj random(int rows, Random random) {
        FMatrixRMaj matrix = new FMatrixRMaj(rows, dimensions);
        for (int k = 0; k < matrix.data.length; k++) {
            matrix.data[k] = (float) random.nextGaussian();
        }
        return matrix;
    }

    private static double median(double[] times, int count) {
        double[] sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        return sorted[count / 2];
    }
}
