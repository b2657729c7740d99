package io.github.marginloss.reference;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.Numeric;
import io.github.marginloss.core.Undecided;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.row.SamplesByClass;
import io.github.marginloss.reference.Plan.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Evaluates in one arithmetic those outputs that are still open. A sample loss or a row of ∂L/∂X needs only its own
 * sample; L and the gradients of the classes need all samples.
 *
 * @param <N> the arithmetic
 */
final class Refinement<N extends Numeric<N>> {

    /** How many bytes the factors of all sample–class pairs may take at any one time. */
    private static final long HELD = 1L << 28;

    /** How many bytes the three numbers of a pair take, apart from their digits. */
    private static final int PAIR = 600;

    private final Batch batch;
    private final List<Part> parts;
    /** The parts for sums over samples, with equal samples merged. */
    private final List<Part> merged;

    private final Outputs outputs;
    private final Products<N> products;
    private final N zero;
    private final ToDoubleFunction<N> rounding;
    private final boolean last;
    private final int bits;

    /** What each sample contributes to L. */
    private final List<N> losses;

    /** Whether this precision does not suffice for some samples. */
    private volatile boolean incomplete;

    /**
     * Creates an evaluation.
     *
     * @param products the inner products in the arithmetic
     * @param bits the approximate length of its numbers
     * @param rounding returns the double, or NaN if it is still open
     * @param last whether no precision follows, so that an undecided branch is reported to the caller
     */
    Refinement(
            Batch batch,
            List<Part> parts,
            Outputs outputs,
            Products<N> products,
            int bits,
            ToDoubleFunction<N> rounding,
            boolean last) {
        this.batch = batch;
        this.parts = parts;
        merged = Plan.merged(parts, batch);
        this.outputs = outputs;
        this.products = products;
        this.bits = bits;
        this.rounding = rounding;
        this.last = last;
        zero = products.number(0);
        losses = new ArrayList<>(Collections.nCopies(batch.labels().length, zero));
    }

    /** Decides the outputs that it can. */
    void evaluate() {
        int m = losses.size();
        int[] open = openClasses();
        int held = (int) Math.max(1, Math.min(open.length, HELD / (PAIR + bits) / Math.max(1, m)));
        try (Parallel threads = Parallel.forRows(Long.MAX_VALUE)) {
            int from = 0;
            do {
                int[] classes = IntStream.of(open).skip(from).limit(held).toArray();
                addSamples(threads, classes);
                from += held;
            } while (from < open.length);
            if (outputs.centers != null) {
                SamplesByClass samples = new SamplesByClass(batch.labels(), batch.classes());
                IntConsumer center = j -> writeCenter(samples, j);
                threads.forEach(batch.classes(), () -> center);
            }
        }
        if (Double.isNaN(outputs.loss[0]) && !incomplete) {
            outputs.loss[0] = rounding.applyAsDouble(loss());
        }
    }

    /** {@return L, if all samples have been evaluated} */
    private N loss() {
        N sum = zero;
        for (N loss : losses) {
            sum = sum.plus(loss);
        }
        return sum;
    }

    private int[] openClasses() {
        int d = batch.dimension();
        return IntStream.range(0, batch.classes())
                .filter(j -> Outputs.isOpen(outputs.weights, j * d, d) || Outputs.isOpen(outputs.bias, j, 1))
                .toArray();
    }

    private void addSamples(Parallel threads, int... classes) {
        int m = losses.size();
        List<Contribution<N>> gradients = new ArrayList<>();
        for (int i = 0; i < m; i++) {
            gradients.add(null);
        }
        boolean all = classes.length > 0 || Double.isNaN(outputs.loss[0]);
        IntConsumer sample = i -> {
            try {
                Sample<N> own = isOpen(i) ? writeSample(i) : null;
                if (all) {
                    gradients.set(i, addSample(i, own, classes));
                }
            } catch (Undecided e) {
                if (last) {
                    throw e;
                }
                incomplete = true;
            }
        };
        threads.forEach(m, () -> sample);
        if (!incomplete) {
            IntConsumer byClass = k -> writeClass(gradients, classes[k], k);
            threads.forEach(classes.length, () -> byClass);
        }
    }

    private boolean isOpen(int i) {
        int d = batch.dimension();
        return Outputs.isOpen(outputs.sampleLosses, i, 1) || Outputs.isOpen(outputs.features, i * d, d);
    }

    /** Decides the loss and the gradient row of a sample. */
    private Sample<N> writeSample(int i) {
        products.check();
        Sample<N> sample = Sample.of(products, parts, batch, i);
        if (Outputs.isOpen(outputs.sampleLosses, i, 1)) {
            outputs.sampleLosses[i] = rounding.applyAsDouble(sample.sampleLoss());
        }
        int d = batch.dimension();
        if (Outputs.isOpen(outputs.features, i * d, d)) {
            FeatureGradient<N> gradient = new FeatureGradient<>(batch, products, sample, i);
            for (int k = i * d; k < (i + 1) * d; k++) {
                outputs.features[k] = Double.isNaN(outputs.features[k])
                        ? rounding.applyAsDouble(gradient.entry(k - i * d))
                        : outputs.features[k];
            }
        }
        return sample;
    }

    /** Returns what a sample contributes to some of the classes, and stores what it contributes to L. */
    private Contribution<N> addSample(int i, Sample<N> own, int... classes) {
        Sample<N> sample = own != null && isAlone(i) ? own : Sample.of(products, merged, batch, i);
        losses.set(i, sample.loss());
        Contribution<N> all = sample.gradients();
        return new Contribution<>(
                zero,
                zero,
                some(all.classes(), classes),
                some(all.back(), classes),
                some(all.bias(), classes),
                Contribution.NONE);
    }

    /** Whether no other sample is equal to it. */
    @SuppressWarnings("ReferenceEquality") // merging leaves the coefficient object of such a sample as it is
    private boolean isAlone(int i) {
        return IntStream.range(0, parts.size())
                .allMatch(k -> parts.get(k).coefficients().get(i)
                        == merged.get(k).coefficients().get(i));
    }

    private List<N> some(List<N> all, int... classes) {
        return IntStream.of(classes).mapToObj(all::get).toList();
    }

    private void writeClass(List<Contribution<N>> gradients, int j, int place) {
        products.check();
        int d = batch.dimension();
        for (int k = 0; outputs.weights != null && k < d; k++) {
            if (Double.isNaN(outputs.weights[j * d + k])) {
                outputs.weights[j * d + k] = rounding.applyAsDouble(weight(gradients, j, place, k));
            }
        }
        if (Outputs.isOpen(outputs.bias, j, 1)) {
            N sum = zero;
            for (Contribution<N> gradient : gradients) {
                sum = sum.plus(gradient.bias().get(place));
            }
            outputs.bias[j] = rounding.applyAsDouble(sum);
        }
    }

    private N weight(List<Contribution<N>> gradients, int j, int place, int k) {
        N sum = zero;
        N back = zero;
        for (int i = 0; i < gradients.size(); i++) {
            Contribution<N> gradient = gradients.get(i);
            sum = sum.plus(gradient.classes().get(place).times(number(batch.features(), i, k)));
            back = back.plus(gradient.back().get(place));
        }
        return sum.plus(back.times(number(batch.parameters().weights(), j, k)));
    }

    private void writeCenter(SamplesByClass samples, int j) {
        products.check();
        int d = batch.dimension();
        for (int k = 0; k < d; k++) {
            if (Double.isNaN(outputs.centers[j * d + k])) {
                N sum = zero;
                N c = number(batch.parameters().centers(), j, k);
                for (int place = samples.begin(j); place < samples.end(j); place++) {
                    int i = samples.sample(place);
                    sum = sum.plus(c.minus(number(batch.features(), i, k)).times(center(i)));
                }
                outputs.centers[j * d + k] = rounding.applyAsDouble(sum);
            }
        }
    }

    /** The factor of x − c, which is a sum of exact coefficients. */
    private N center(int i) {
        N sum = zero;
        for (Part part : parts) {
            if (part.head() instanceof Head.Distance) {
                sum = sum.plus(products.number(part.coefficients().get(i)));
            }
        }
        return sum;
    }

    private N number(DMatrixRMaj matrix, int row, int column) {
        return products.number(matrix.data[row * matrix.numCols + column]);
    }
}
