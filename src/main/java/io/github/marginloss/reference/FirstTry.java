package io.github.marginloss.reference;

import io.github.marginloss.core.Undecided;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.row.SamplesByClass;
import io.github.marginloss.reference.Plan.Part;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The evaluation in double-double, which decides nearly all outputs of an ordinary batch. In addition to the outputs,
 * it needs memory for three numbers per entry of ∂L/∂W, and for the factors of PAIRS pairs of a sample and a class.
 */
final class FirstTry {

    /** The number of pairs of a sample and a class that are held at a time. */
    private static final int PAIRS = 1 << 17;

    /**
     * The smallest number of samples that are evaluated at a time, so that several threads have work even if there are
     * many classes.
     */
    private static final int SMALLEST = 4;

    private final Batch batch;
    private final List<Part> parts;
    private final Outputs outputs;
    private final Interruption interruption;
    private final BoundedProducts products;
    private final Bounded[] losses;
    private final Bounded[] centers;

    /** The sums over the samples so far. */
    private final BoundedRow[] weights;

    private final Bounded[] back;
    private final Bounded[] bias;

    FirstTry(Batch batch, List<Part> parts, Outputs outputs, BoundedProducts products, Interruption interruption) {
        this.batch = batch;
        this.parts = parts;
        this.outputs = outputs;
        this.products = products;
        this.interruption = interruption;
        int m = batch.labels().length;
        int n = batch.classes();
        losses = new Bounded[m];
        centers = new Bounded[m];
        weights = new BoundedRow[outputs.weights == null ? 0 : n];
        Arrays.setAll(weights, j -> new BoundedRow(batch.dimension(), m + 1));
        back = zeros(n);
        bias = zeros(n);
    }

    private static Bounded[] zeros(int count) {
        Bounded[] zeros = new Bounded[count];
        Arrays.fill(zeros, Bounded.ZERO);
        return zeros;
    }

    /** Writes the outputs that it can decide, and returns L. */
    Bounded evaluate() {
        int m = losses.length;
        int n = batch.classes();
        int size = Math.max(1, Math.min(m, Math.max(SMALLEST, PAIRS / n)));
        try (Parallel threads = Parallel.forRows((long) m * n * batch.dimension())) {
            for (int from = 0; from < m; from += size) {
                addBlock(threads, from, Math.min(m, from + size));
            }
            threads.forEachRow(n, 16, () -> this::writeClass);
            writeCenters(threads);
        }
        Bounded loss = Bounded.ZERO;
        for (Bounded part : losses) {
            loss = loss.plus(part);
        }
        outputs.loss[0] = Decision.of(loss);
        return loss;
    }

    private void addBlock(Parallel threads, int from, int to) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Contribution<Bounded>[] gradients = new Contribution[to - from];
        IntConsumer sample = k -> gradients[k] = addSample(from + k);
        threads.forEach(to - from, () -> sample);
        if (outputs.wantsClasses()) {
            IntConsumer byClass = j -> addClass(gradients, from, j);
            threads.forEachRow(batch.classes(), 16, () -> byClass);
        }
    }

    private Contribution<Bounded> addSample(int i) {
        interruption.check();
        Sample<Bounded> sample;
        try {
            sample = Sample.of(products, parts, batch, i);
        } catch (Undecided none) {
            sample = unknown();
        }
        losses[i] = sample.loss();
        centers[i] = sample.center();
        if (outputs.sampleLosses != null) {
            outputs.sampleLosses[i] = Decision.of(sample.sampleLoss());
        }
        if (outputs.features != null) {
            writeFeature(i, sample);
        }
        return sample.gradients();
    }

    private Sample<Bounded> unknown() {
        Bounded unknown = Bounded.unknown();
        List<Bounded> all = Collections.nCopies(batch.classes(), unknown);
        return new Sample<>(
                unknown,
                unknown,
                new Contribution<>(unknown, unknown, all, all, all, Contribution.NONE),
                List.of(),
                unknown);
    }

    private void writeFeature(int i, Sample<Bounded> sample) {
        int n = batch.classes();
        BoundedRow row = new BoundedRow(batch.dimension(), n + 2);
        Bounded center = sample.center();
        row.add(sample.gradients().own().plus(center), products.features(), i);
        for (int j = 0; j < n && products.weights() != null; j++) {
            row.add(sample.gradients().classes().get(j), products.weights(), j);
        }
        if (products.centers() != null) {
            row.add(center.negate(), products.centers(), batch.labels()[i]);
        }
        row.write(outputs.features, i * batch.dimension());
    }

    private void addClass(Contribution<Bounded>[] gradients, int from, int j) {
        for (int k = 0; k < gradients.length; k++) {
            Contribution<Bounded> gradient = gradients[k];
            if (outputs.weights != null) {
                weights[j].add(gradient.classes().get(j), products.features(), from + k);
                back[j] = back[j].plus(gradient.back().get(j));
            }
            bias[j] = bias[j].plus(gradient.bias().get(j));
        }
    }

    private void writeClass(int j) {
        interruption.check();
        if (outputs.weights != null) {
            weights[j].add(back[j], products.weights(), j);
            weights[j].write(outputs.weights, j * batch.dimension());
        }
        if (outputs.bias != null) {
            outputs.bias[j] = Decision.of(bias[j]);
        }
    }

    private void writeCenters(Parallel threads) {
        if (outputs.centers == null) {
            return;
        }
        SamplesByClass samples = new SamplesByClass(batch.labels(), batch.classes());
        IntConsumer row = j -> {
            int begin = samples.begin(j);
            BoundedRow sum = new BoundedRow(batch.dimension(), samples.end(j) - begin + 1);
            Bounded all = Bounded.ZERO;
            for (int k = begin; k < samples.end(j); k++) {
                int i = samples.sample(k);
                sum.add(centers[i].negate(), products.features(), i);
                all = all.plus(centers[i]);
            }
            sum.add(all, products.centers(), j);
            sum.write(outputs.centers, j * batch.dimension());
        };
        threads.forEachRow(batch.classes(), 16, () -> row);
    }
}
