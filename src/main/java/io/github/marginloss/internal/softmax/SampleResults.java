package io.github.marginloss.internal.softmax;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.UnitRow;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.row.CrossEntropy;
import io.github.marginloss.internal.row.GradientRows;
import java.util.function.Supplier;

/**
 * The results of each sample once all classes have been scanned: its loss, its ∂L/∂x, and the factors of the second
 * pass.
 */
final class SampleResults {

    private final LoadedBatch batch;
    private final Inputs inputs;
    private final Geometry geometry;
    /** The statistics of each block over all classes. */
    private final OffTargetStatistics[] statistics;

    private final CrossEntropy[] entropies;
    /** The smoothing; null for hard labels. */
    private final Smoothing smoothing;

    /**
     * Finishes all samples.
     *
     * @param batch the samples
     * @param first the first pass, over all classes. Modified if labels are smoothed.
     * @param epsilon ε, by which labels are smoothed
     * @param parallel the threads
     */
    SampleResults(LoadedBatch batch, FirstPass first, double epsilon, Parallel parallel) {
        this.batch = batch;
        inputs = batch.inputs();
        geometry = batch.geometry();
        statistics = first.blocks();
        smoothing = first.sums() == null ? null : new Smoothing(epsilon, batch, first.sums());
        entropies = new CrossEntropy[inputs.samples()];
        parallel.forEachRow(inputs.samples(), LoadedBatch.SAMPLES, () -> i -> entropies[i] = finish(i));
    }

    private CrossEntropy finish(int sample) {
        SampleBlock block = batch.block(sample);
        OffTargetStatistics own = statistics[inputs.blockOf(sample)];
        int i = sample - block.first;
        Real difference = Real.of(own.origin(i), block.unit[i]).minus(geometry.targetLogit(sample));
        CrossEntropy hard = CrossEntropy.of(Real.of(own.sum[i], -geometry.shift()), difference);
        return smoothing == null ? hard : smoothing.apply(block, i, own, hard);
    }

    /** {@return l of a sample} */
    Real loss(int sample) {
        return entropies[sample].loss().plus(geometry.penalty(sample));
    }

    /** {@return a q of a sample, divided by the factor that all E share} */
    private Real factor(int sample, Real... coefficients) {
        return entropies[sample].factor().times(coefficients[sample]).times(new Real(DD.ONE, -geometry.shift()));
    }

    /** Collects the factors for the second pass. */
    SampleFactors factors(Real... coefficients) {
        int m = inputs.samples();
        Real[] factors = new Real[m];
        double[] sums = new double[m];
        double[] sizes = new double[m];
        double[] origins = new double[m];
        for (int i = 0; i < m; i++) {
            OffTargetStatistics own = statistics[inputs.blockOf(i)];
            int k = i - batch.block(i).first;
            factors[i] = factor(i, coefficients);
            sums[i] = own.sum[k];
            sizes[i] = smoothing == null ? sums[i] : smoothing.size(i, sums[i]);
            origins[i] = own.origin(k);
        }
        return smoothing == null
                ? new SampleFactors(factors, sums, sizes, origins, null, null)
                : new SampleFactors(factors, sums, sizes, origins, smoothing.kappa, smoothing.power);
    }

    /** Prepares ∂L/∂X. */
    Supplier<GradientRows.Writer> features(Real... coefficients) {
        boolean penalties = geometry.hasPenalties();
        return () -> new FeatureWriter(coefficients, penalties);
    }

    /** Writes ∂L/∂X, sample by sample. */
    private final class FeatureWriter implements GradientRows.Writer {
        private final Real[] coefficients;
        private final boolean penalties;
        private final double[] sum = new double[inputs.dimension()];
        private final UnitRow scratch = new UnitRow(inputs.dimension());

        private FeatureWriter(Real[] coefficients, boolean penalties) {
            this.coefficients = coefficients;
            this.penalties = penalties;
        }

        @Override
        public int times() {
            return penalties ? 2 : 1;
        }

        @Override
        public void add(int from, int to, GradientRows features, GradientRows bias) {
            for (int i = from; i < to; i++) {
                SampleBlock block = batch.block(i);
                int k = i - block.first;
                OffTargetStatistics own = statistics[inputs.blockOf(i)];
                geometry.writeFeature(block, k, own, factor(i, coefficients), sum, scratch, features);
                if (penalties) {
                    geometry.writePenalty(block, k, coefficients[i], sum, features);
                }
            }
        }
    }
}
