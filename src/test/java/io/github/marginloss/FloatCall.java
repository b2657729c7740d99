package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.reference.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * A random call on floats: any loss, sum and reduction, of any shape, ordinary or extreme, for some of the outputs, on
 * one thread or several. It depends only on its number. The test makes some of these calls, the study thousands.
 */
public final class FloatCall {

    private static final List<Losses.Entry> LOSSES = Implementations.all();
    private static final int[] FEW = {0, 1, 1, 2, 3, 5, 9};
    private static final int[] MORE = {17, 40, 48, 120, 200, 600};
    /** The largest number of multiplications in a call, and in one by the reference, which is slow. */
    private static final int LARGE = 100_000;

    private static final int SLOW = 500;
    /** One in this many calls is large enough for several threads. */
    private static final int THREADS = 200;

    private final long number;
    private final RandomGenerator random;
    private final Loss loss;
    private final FloatBatch batch;
    /** Bits for ∂X, ∂W, ∂b, ∂C and the l_i. */
    private final int outputs;

    private FloatCall(long number) {
        this.number = number;
        random = new SplittableRandom(number);
        int terms = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1;
        Loss drawn = loss();
        for (int k = 1; k < terms; k++) {
            drawn = drawn.plus(pick(1, -1, 0, 0.003, 1e300, 1e-300, random.nextGaussian()), loss());
        }
        int[] shape = shape(drawn);
        loss = random.nextBoolean() ? drawn : drawn.withReduction(reduction(shape[0], shape[2]));
        batch = batch(drawn.uses(), shape[0], shape[1], shape[2]);
        outputs = random.nextInt(3) == 0 ? random.nextInt(32) : 31;
    }

    /** Returns which promise call number k breaks; empty if none. */
    public static Optional<String> check(long number) {
        FloatCall call = new FloatCall(number);
        try {
            call.compare();
            return Optional.empty();
        } catch (AssertionError | Exception e) {
            return Optional.of(call + ": " + e);
        }
    }

    private Loss loss() {
        return LOSSES.get(random.nextInt(LOSSES.size())).loss();
    }

    private double pick(double... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private int[] shape(Loss drawn) {
        if (number % THREADS == 0 && !isSlow(drawn)) {
            return new int[] {48, 48, 1700};
        }
        int most = isSlow(drawn) ? SLOW : LARGE;
        int[] shape;
        do {
            shape = new int[] {size(), Math.max(1, size()), Math.max(1, size() * (random.nextInt(4) == 0 ? 9 : 1))};
        } while ((long) shape[0] * shape[1] * shape[2] > most);
        return shape;
    }

    private int size() {
        int[] sizes = random.nextInt(3) == 0 ? MORE : FEW;
        return sizes[random.nextInt(sizes.length)];
    }

    private static boolean isSlow(Loss loss) {
        return loss instanceof Sum sum ? isSlow(sum.first()) || isSlow(sum.second()) : loss instanceof Reference;
    }

    private Reduction reduction(int m, int n) {
        double[] perSample = random.doubles(m, -1, 2).toArray();
        return switch (random.nextInt(5)) {
            case 0 -> Reduction.SUM;
            case 1 -> Reduction.weighted(perSample);
            case 2 -> Reduction.classWeighted(random.doubles(n, 0, 2).toArray());
            // so different in size that a gradient needs several units
            case 3 -> {
                Arrays.setAll(perSample, i -> pick(0, 1, 1e300, 1e-300, -1e150));
                yield Reduction.weighted(perSample);
            }
            default -> Reduction.MEAN;
        };
    }

    private FloatBatch batch(Set<Kind> kinds, int m, int d, int n) {
        int style = number % THREADS == 0 ? 0 : random.nextInt(8);
        FMatrixRMaj w = matrix(style, n, d);
        FMatrixRMaj x = matrix(random.nextInt(3) == 0 ? random.nextInt(8) : style, m, d);
        int[] labels = random.ints(m, 0, n).toArray();
        for (int i = 0; i < m && random.nextInt(3) > 0; i++) {
            // on its class, on another class, or near one
            int j = random.nextBoolean() ? labels[i] : random.nextInt(n);
            for (int k = 0; k < d; k++) {
                x.set(i, k, clamp(w.get(j, k) * pick(1, -1, 2, 1, 1 + 1e-7)));
            }
        }
        FMatrixRMaj centers = random.nextBoolean() ? w.copy() : matrix(style, n, d);
        return new FloatBatch(
                x,
                new FloatParameters(
                        kinds.contains(Kind.WEIGHTS) ? w : null,
                        kinds.contains(Kind.BIAS) && random.nextBoolean() ? matrix(style, n, 1) : null,
                        kinds.contains(Kind.CENTERS) ? centers : null),
                labels);
    }

    private FMatrixRMaj matrix(int style, int rows, int columns) {
        FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
        for (int i = 0; i < rows; i++) {
            double size = size(style);
            for (int k = 0; k < columns; k++) {
                double entry = style == 6 ? size(5) * random.nextGaussian() : size * random.nextGaussian();
                matrix.set(i, k, clamp(style == 7 ? random.nextInt(-2, 3) : entry));
            }
        }
        return matrix;
    }

    /** The size of a row: ordinary, the largest, subnormal, or its own. */
    private double size(int style) {
        return switch (style) {
            case 2 -> 1e38;
            case 3 -> 1e-44;
            case 4 -> pick(0, 1, 1e-42, 3e38);
            case 5 -> Math.pow(10, random.nextInt(-46, 39));
            default -> 1;
        };
    }

    private static float clamp(double value) {
        return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
    }

    private void compare() throws Exception {
        Batch wide = batch.widened();
        int m = batch.labels().length;
        double[] expectedLosses = new double[(outputs & 16) == 0 ? 0 : m];
        double[] losses = expectedLosses.clone();
        Gradients expected = new Gradients(
                (outputs & 1) == 0 ? null : new DMatrixRMaj(),
                (outputs & 2) == 0 || wide.parameters().weights() == null ? null : new DMatrixRMaj(),
                (outputs & 4) == 0 || wide.parameters().bias() == null ? null : new DMatrixRMaj(),
                (outputs & 8) == 0 || wide.parameters().centers() == null ? null : new DMatrixRMaj());
        FloatGradients gradients = new FloatGradients(
                floats(expected.features()),
                floats(expected.weights()),
                floats(expected.bias()),
                floats(expected.centers()));
        Callable<Double> doubles = () -> loss.evaluate(
                wide.features(),
                wide.parameters(),
                wide.labels(),
                (outputs & 16) == 0 ? null : expectedLosses,
                expected);
        Callable<Double> call = () -> loss.evaluate(
                batch.features(), batch.parameters(), batch.labels(), (outputs & 16) == 0 ? null : losses, gradients);
        String refused = refusal(doubles);
        if (refused != null) {
            assertEquals(refused, refusal(call));
            return;
        }
        double value = doubles.call();
        double actual =
                number % THREADS == 0 ? ConcurrencyTest.in(1 + (int) (number / THREADS % 3), call) : call.call();
        FloatBatch.same(
                "", new Evaluation(value, expectedLosses, expected), new FloatEvaluation(actual, losses, gradients));
        if (loss instanceof MarginLoss margin && outputs % 4 == 3) {
            DMatrixRMaj logits = margin.logits(wide.features(), wide.parameters());
            FloatBatch.same("logits", logits, margin.logits(batch.features(), batch.parameters()));
        }
    }

    /** The message with which a call is refused, such as that of a mean of no samples; null if it is not refused. */
    private static String refusal(Callable<Double> call) {
        try {
            call.call();
            return null;
        } catch (Exception e) {
            return e.toString();
        }
    }

    private static FMatrixRMaj floats(DMatrixRMaj wanted) {
        return wanted == null ? null : new FMatrixRMaj();
    }

    @Override
    public String toString() {
        return "call " + number + " of " + batch.features().numRows + "×" + batch.features().numCols + " for "
                + batch.widened().classes() + " classes, outputs " + outputs + ", " + loss;
    }
}
