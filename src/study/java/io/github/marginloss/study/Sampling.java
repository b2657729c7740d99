package io.github.marginloss.study;

import io.github.marginloss.Batch;
import io.github.marginloss.CosFace;
import io.github.marginloss.Parameters;
import io.github.marginloss.shard.ClassSample;
import io.github.marginloss.shard.ClassSample.Correction;
import io.github.marginloss.shard.ShardStatistics;
import io.github.marginloss.shard.ShardTargets;
import io.github.marginloss.shard.ShardedResult;
import io.github.marginloss.shard.ShardedStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;

/** How sampling the classes changes a loss and its gradient (docs/shards.md). */
final class Sampling {

    private static final CosFace LOSS = new CosFace(64, 0.4);
    private static final int SAMPLES = 64;
    private static final int DIMENSION = 128;
    private static final int CLASSES = 50_000;
    private static final double RATE = 0.1;

    private Sampling() {}

    /** Both tables of the page, over a number of draws. */
    static String report(int draws) {
        List<Row> rows = new ArrayList<>();
        for (double cosine : new double[] {0.8, 0.71, 0.54, 0.33}) {
            rows.add(row(cosine, draws));
        }
        return LOSS + ", " + SAMPLES + " samples, " + CLASSES + " classes, d = " + DIMENSION + ", rate " + RATE + ", "
                + draws + " draws\n\n"
                + "| cos θ | loss, all | NONE | LOG_RATE | 1 − p_y, all | NONE | LOG_RATE |\n|--:|--:|--:|--:|--:|--:|--:|\n"
                + rows.stream().map(Row::losses).collect(Collectors.joining())
                + "\n| cos θ | ∂L/∂X, NONE: length | cosine | of the mean | LOG_RATE: length | cosine | of the mean |\n"
                + "|--:|--:|--:|--:|--:|--:|--:|\n"
                + rows.stream().map(Row::gradients).collect(Collectors.joining());
    }

    /** Gaussian class weights, and samples whose target angles are all the same. */
    private static Row row(double cosine, int draws) {
        double[] angles = new double[SAMPLES];
        Arrays.fill(angles, Math.acos(cosine));
        Batch batch = Batch.atAngles(LOSS.uses(), angles, DIMENSION, CLASSES, 1);
        ShardedResult all = step(batch, 1, Correction.NONE, new Random(0));
        return new Row(
                cosine,
                Seen.of(List.of(all), all),
                drawn(batch, Correction.NONE, draws, all),
                drawn(batch, Correction.LOG_RATE, draws, all));
    }

    private static Seen drawn(Batch batch, Correction correction, int draws, ShardedResult all) {
        List<ShardedResult> results = new ArrayList<>();
        for (int seed = 1; seed <= draws; seed++) {
            results.add(step(batch, RATE, correction, new Random(seed)));
        }
        return Seen.of(results, all);
    }

    /** A step with a single shard. */
    private static ShardedResult step(Batch batch, double rate, Correction correction, Random random) {
        ShardedStep step = ShardedStep.of(LOSS, batch.features(), batch.labels(), CLASSES);
        ClassSample sample = ClassSample.draw(batch.labels(), 0, CLASSES, rate, correction, random);
        Parameters rows = Parameters.ofWeights(sample.gather(batch.parameters().weights()));
        ShardTargets targets = step.targets(sample, rows);
        ShardStatistics statistics = step.scan(targets, sample, rows);
        return step.finish(statistics);
    }

    /**
     * Means over all draws.
     *
     * @param loss L
     * @param pull 1 − p_y, which is −∂l/∂z_y, as a mean over the samples
     * @param length the length of ∂L/∂X, divided by that for all classes
     * @param cosine the cosine between the two
     * @param ofMean the same cosine for the mean of ∂L/∂X over all draws
     */
    private record Seen(double loss, double pull, double length, double cosine, double ofMean) {

        static Seen of(List<ShardedResult> draws, ShardedResult all) {
            double loss = 0;
            double pull = 0;
            double length = 0;
            double cosine = 0;
            DMatrixRMaj whole = all.featureGradient();
            DMatrixRMaj sum = new DMatrixRMaj(whole.numRows, whole.numCols);
            for (ShardedResult draw : draws) {
                DMatrixRMaj gradient = draw.featureGradient();
                loss += draw.loss();
                pull += Arrays.stream(draw.sampleLosses())
                        .map(l -> -Math.expm1(-l))
                        .average()
                        .orElseThrow();
                length += NormOps_DDRM.normF(gradient) / NormOps_DDRM.normF(whole);
                cosine += cosine(gradient, whole);
                CommonOps_DDRM.addEquals(sum, gradient);
            }
            int n = draws.size();
            return new Seen(loss / n, pull / n, length / n, cosine / n, cosine(sum, whole));
        }

        private static double cosine(DMatrixRMaj first, DMatrixRMaj second) {
            return VectorVectorMult_DDRM.innerProd(first, second)
                    / (NormOps_DDRM.normF(first) * NormOps_DDRM.normF(second));
        }
    }

    private record Row(double cosine, Seen all, Seen none, Seen corrected) {

        String losses() {
            return String.format(
                    Locale.ROOT,
                    "| %.2f | %.2f | %.2f | %.2f | %.3f | %.3f | %.3f |%n",
                    cosine,
                    all.loss,
                    none.loss,
                    corrected.loss,
                    all.pull,
                    none.pull,
                    corrected.pull);
        }

        String gradients() {
            return String.format(
                    Locale.ROOT,
                    "| %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
                    cosine,
                    none.length,
                    none.cosine,
                    none.ofMean,
                    corrected.length,
                    corrected.cosine,
                    corrected.ofMean);
        }
    }
}
