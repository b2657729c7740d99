package io.github.marginloss.reference;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.Numeric;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.reference.Plan.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Evaluates the outputs that are still open in one arithmetic, and them alone: a loss or a row of ∂L/∂X asks for its
 * sample, L and what belongs to classes for all samples.
 *
 * @param <N> the arithmetic
 */
final class Refinement<N extends Numeric<N>> {

    /** Bits of factors that are held at a time, of pairs of a sample and a class. */
    private static final long HELD = 1L << 30;

    private final Batch batch;
    private final List<Part> parts;
    private final Outputs outputs;
    private final Interruption interruption;
    private final Products<N> products;
    private final N zero;
    private final ToDoubleFunction<N> rounding;
    private final int bits;

    /** The part of each sample in L. */
    private final List<N> losses;

    /**
     * Creates an evaluation.
     *
     * @param products the inner products in the arithmetic
     * @param bits about the length of its numbers
     * @param rounding gives the double, or NaN for what is still open
     */
    Refinement(
            Batch batch,
            List<Part> parts,
            Outputs outputs,
            Products<N> products,
            int bits,
            ToDoubleFunction<N> rounding,
            Interruption interruption) {
        this.batch = batch;
        this.parts = parts;
        this.outputs = outputs;
        this.products = products;
        this.bits = bits;
        this.rounding = rounding;
        this.interruption = interruption;
        zero = products.number(0);
        losses = new ArrayList<>(Collections.nCopies(batch.labels().length, zero));
    }

    /** Decides what it can. */
    void evaluate() {
        int m = losses.size();
        int[] open = openClasses();
        int held = (int) Math.max(1, Math.min(open.length, HELD / bits / Math.max(1, m)));
        try (Parallel threads = Parallel.forRows(Long.MAX_VALUE)) {
            int from = 0;
            do {
                int[] classes = IntStream.of(open).skip(from).limit(held).toArray();
                addSamples(threads, classes);
                from += held;
            } while (from < open.length);
            if (outputs.centers != null) {
                IntConsumer center = this::writeCenter;
                threads.forEach(batch.classes(), () -> center);
            }
        }
        if (Double.isNaN(outputs.loss[0])) {
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
            if (all || isOpen(i)) {
                gradients.set(i, addSample(i, classes));
            }
        };
        threads.forEach(m, () -> sample);
        IntConsumer byClass = k -> writeClass(gradients, classes[k], k);
        threads.forEach(classes.length, () -> byClass);
    }

    private boolean isOpen(int i) {
        int d = batch.dimension();
        return Outputs.isOpen(outputs.sampleLosses, i, 1) || Outputs.isOpen(outputs.features, i * d, d);
    }

    /** Decides what belongs to a sample, and returns what it has for some of the classes. */
    private Contribution<N> addSample(int i, int... classes) {
        interruption.check();
        Sample<N> sample = Sample.of(products, parts, batch, i);
        losses.set(i, sample.loss());
        if (Outputs.isOpen(outputs.sampleLosses, i, 1)) {
            outputs.sampleLosses[i] = rounding.applyAsDouble(sample.sampleLoss());
        }
        int d = batch.dimension();
        for (int k = 0; outputs.features != null && k < d; k++) {
            if (Double.isNaN(outputs.features[i * d + k])) {
                outputs.features[i * d + k] = rounding.applyAsDouble(feature(sample, i, k));
            }
        }
        Contribution<N> all = sample.gradients();
        return new Contribution<>(
                zero,
                zero,
                some(all.classes(), classes),
                some(all.back(), classes),
                some(all.bias(), classes),
                Contribution.NONE);
    }

    private List<N> some(List<N> all, int... classes) {
        return IntStream.of(classes).mapToObj(all::get).toList();
    }

    private N feature(Sample<N> sample, int i, int k) {
        N x = number(batch.features(), i, k);
        N sum = x.times(sample.gradients().own());
        Contribution<N> gradients = sample.gradients();
        DMatrixRMaj weights = batch.parameters().weights();
        N origin = gradients.hasPivot() ? number(weights, gradients.pivot(), k) : zero;
        for (int j = 0; weights != null && j < batch.classes(); j++) {
            if (j != gradients.pivot()) {
                N weight = number(weights, j, k).minus(origin);
                sum = sum.plus(weight.times(gradients.classes().get(j)));
            }
        }
        DMatrixRMaj c = batch.parameters().centers();
        return c == null
                ? sum
                : sum.plus(x.minus(number(c, batch.labels()[i], k)).times(sample.center()));
    }

    private void writeClass(List<Contribution<N>> gradients, int j, int place) {
        interruption.check();
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

    private void writeCenter(int j) {
        int d = batch.dimension();
        for (int k = 0; k < d; k++) {
            if (Double.isNaN(outputs.centers[j * d + k])) {
                N sum = zero;
                N c = number(batch.parameters().centers(), j, k);
                for (int i = 0; i < losses.size(); i++) {
                    if (batch.labels()[i] == j) {
                        sum = sum.plus(c.minus(number(batch.features(), i, k)).times(center(i)));
                    }
                }
                outputs.centers[j * d + k] = rounding.applyAsDouble(sum);
            }
        }
    }

    /** The factor of x − c, which no function enters. */
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
