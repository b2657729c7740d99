package io.github.marginloss.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Batch;
import io.github.marginloss.Center;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.Scale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/**
 * Right code in single precision, as people write it in numpy, is never called a mistake, on a grid of losses and
 * batches.
 */
class PlainBoundsTest {

    private static Map<HeadLoss, Plain> grid() {
        Map<HeadLoss, Plain> grid = new LinkedHashMap<>();
        for (double m1 : new double[] {0.25, 0.9, 1.35, 4, 16}) {
            for (double m2 : new double[] {0, 0.3, 3}) {
                grid.put(new CombinedMargin(64, m1, m2, 0.2), Plain.combined(true, 64, m1, m2, 0.2));
            }
        }
        for (int t : new int[] {1, 2, 3, 4, 5, 8, 16}) {
            for (double lambda : new double[] {0, 5}) {
                grid.put(new SphereFace(t, lambda), Plain.multiplied(true, 0, t, lambda));
                grid.put(
                        new SphereFace(t, lambda, Scale.fixed(30), Reduction.MEAN),
                        Plain.multiplied(true, 30, t, lambda));
            }
        }
        for (double s : new double[] {1, 16, 64, 1000}) {
            grid.put(new ArcFace(s, 0.5), Plain.arcFace(true, s, 0.5));
            grid.put(new ArcFace(s, 3), Plain.arcFace(true, s, 3));
            grid.put(new CosFace(s, 0.35), Plain.cosFace(true, s, 0.35));
        }
        return grid;
    }

    private static List<Batch> batches() {
        List<Batch> batches = new ArrayList<>();
        for (double angle : new double[] {0.02, 0.1, 0.4, 0.8, 1.2, 1.57, 2.2, 3.05}) {
            batches.add(Plain.floats(Batches.trained(8, 8, 5, angle, angle / 6, 100 + batches.size())));
        }
        batches.add(Plain.floats(Batch.random(Set.of(Kind.WEIGHTS), 150, 4, 3, 7)));
        batches.add(Plain.floats(Batch.random(Set.of(Kind.WEIGHTS), 2, 60, 60, 8)));
        return batches;
    }

    @Test
    void cosineHeads() {
        List<String> failures = new ArrayList<>();
        for (Batch batch : batches()) {
            grid().forEach((loss, plain) -> collect(loss, batch, plain.evaluate(batch), failures));
        }
        assertEquals("", String.join("\n", failures));
    }

    private static void collect(Loss loss, Batch batch, Evaluation yours, List<String> failures) {
        Comparison comparison =
                Comparison.of(loss, batch.features(), batch.parameters(), batch.labels(), yours, Precision.FLOAT);
        if (!comparison.passed()) {
            failures.add(loss + " " + comparison);
        }
    }

    /** Logits of any size, up to 1000. */
    @Test
    void softmax() {
        List<String> failures = new ArrayList<>();
        for (int seed = 0; seed < 24; seed++) {
            Batch batch = Plain.floats(
                    Batch.random(Set.of(Kind.WEIGHTS), seed % 4 == 0 ? 200 : 9, 5 + seed, 3 + 2 * seed, seed));
            double factor = Math.pow(10, seed % 7 * 0.5 - 2);
            for (int k = 0; k < batch.features().getNumElements(); k++) {
                batch.features().data[k] = (float) (factor * batch.features().data[k]);
            }
            collect(new Softmax(), batch, linear(batch), failures);
        }
        assertEquals("", String.join("\n", failures));
    }

    private static float dot(DMatrixRMaj a, int i, DMatrixRMaj b, int j) {
        float sum = 0;
        for (int k = 0; k < a.numCols; k++) {
            sum += (float) a.get(i, k) * (float) b.get(j, k);
        }
        return sum;
    }

    private static void add(DMatrixRMaj to, int row, float factor, DMatrixRMaj from, int i) {
        for (int k = 0; k < to.numCols; k++) {
            to.set(row, k, (float) to.get(row, k) + factor * (float) from.get(i, k));
        }
    }

    private static Evaluation linear(Batch batch) {
        DMatrixRMaj x = batch.features();
        DMatrixRMaj w = batch.parameters().weights();
        int m = x.numRows;
        double[] losses = new double[m];
        DMatrixRMaj dx = new DMatrixRMaj(m, x.numCols);
        DMatrixRMaj dw = new DMatrixRMaj(w.numRows, x.numCols);
        float total = 0;
        for (int i = 0; i < m; i++) {
            float[] z = new float[w.numRows];
            float largest = Float.NEGATIVE_INFINITY;
            for (int j = 0; j < z.length; j++) {
                z[j] = dot(x, i, w, j);
                largest = Math.max(largest, z[j]);
            }
            float sum = 0;
            for (float logit : z) {
                sum += (float) Math.exp(logit - largest);
            }
            int y = batch.labels()[i];
            losses[i] = largest + (float) Math.log(sum) - z[y];
            total += (float) losses[i];
            for (int j = 0; j < z.length; j++) {
                float g = ((float) Math.exp(z[j] - largest) / sum - (j == y ? 1 : 0)) / m;
                add(dx, i, g, w, j);
                add(dw, j, g, x, i);
            }
        }
        return new Evaluation(total / m, losses, new Gradients(dx, dw, null, null));
    }

    /** The square is expanded, as if all distances came from one product. */
    @Test
    void center() {
        List<String> failures = new ArrayList<>();
        for (int seed = 0; seed < 24; seed++) {
            Batch random = Batch.random(Set.of(Kind.CENTERS), 3 + 10 * seed, 3 + 5 * seed, 4, seed);
            DMatrixRMaj x = random.features();
            DMatrixRMaj c = random.parameters().centers();
            double near = Math.pow(10, -seed % 6);
            Random noise = new Random(seed);
            for (int i = 0; i < x.numRows; i++) {
                for (int k = 0; k < x.numCols; k++) {
                    c.set(random.labels()[i], k, (float) c.get(random.labels()[i], k));
                    x.set(i, k, (float) (c.get(random.labels()[i], k) + near * noise.nextGaussian()));
                }
            }
            Batch batch = new Batch(x, Parameters.ofCenters(floats(c)), random.labels());
            collect(new Center(), batch, distances(batch), failures);
        }
        assertEquals("", String.join("\n", failures));
    }

    private static DMatrixRMaj floats(DMatrixRMaj matrix) {
        DMatrixRMaj rounded = matrix.copy();
        for (int k = 0; k < rounded.getNumElements(); k++) {
            rounded.data[k] = (float) rounded.data[k];
        }
        return rounded;
    }

    private static Evaluation distances(Batch batch) {
        DMatrixRMaj x = batch.features();
        DMatrixRMaj c = batch.parameters().centers();
        double[] losses = new double[x.numRows];
        DMatrixRMaj dx = new DMatrixRMaj(x.numRows, x.numCols);
        DMatrixRMaj dc = new DMatrixRMaj(c.numRows, c.numCols);
        float total = 0;
        for (int i = 0; i < losses.length; i++) {
            int y = batch.labels()[i];
            losses[i] = 0.5f * (dot(x, i, x, i) + dot(c, y, c, y) - 2 * dot(x, i, c, y));
            total += (float) losses[i];
            add(dx, i, 1, x, i);
            add(dx, i, -1, c, y);
            add(dc, y, 1, c, y);
            add(dc, y, -1, x, i);
        }
        return new Evaluation(total, losses, new Gradients(dx, null, null, dc));
    }
}
