package io.github.marginloss.bench;

import io.github.marginloss.Gradients;
import io.github.marginloss.Parameters;
import io.github.marginloss.internal.softmax.Recomputed;
import io.github.marginloss.shard.ShardStatistics;
import io.github.marginloss.shard.ShardTargets;
import io.github.marginloss.shard.ShardedResult;
import io.github.marginloss.shard.ShardedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.ejml.data.DMatrixRMaj;

/**
 * The step over shards of one process, one after the other; without shards, an evaluation that keeps no exponentials.
 */
final class OursOverShards implements Contender {

    static final String NAME = "marginloss, shards: ";
    static final String RECOMPUTED = "marginloss, nothing kept";

    private final Problem problem;
    private final ForkJoinPool pool;
    private final int threads;
    private final int shards;
    private final int[] cuts;
    private final List<Parameters> rows = new ArrayList<>();
    private final List<Gradients> gradients = new ArrayList<>();
    private DMatrixRMaj features;

    OursOverShards(Problem problem, int shards, int threads) {
        this.problem = problem;
        this.shards = shards;
        this.threads = threads;
        pool = new ForkJoinPool(threads);
        cuts = new int[Math.max(1, shards) + 1];
        for (int k = 1; k < cuts.length; k++) {
            cuts[k] = (int) ((long) problem.shape().n() * k / (cuts.length - 1));
            DMatrixRMaj part =
                    new DMatrixRMaj(cuts[k] - cuts[k - 1], problem.shape().d());
            System.arraycopy(problem.weights().data, cuts[k - 1] * part.numCols, part.data, 0, part.getNumElements());
            rows.add(Parameters.ofWeights(part));
            gradients.add(Gradients.ofWeights(part.createLike()));
        }
        features = new DMatrixRMaj(problem.shape().m(), problem.shape().d());
    }

    @Override
    public double step() {
        return pool.submit(() -> shards == 0 ? recompute() : overShards()).join();
    }

    private double recompute() {
        return Recomputed.evaluate(
                Problem.LOSS,
                problem.features(),
                rows.get(0).weights(),
                problem.labels(),
                features,
                gradients.get(0).weights());
    }

    private double overShards() {
        ShardedStep step = ShardedStep.of(
                Problem.LOSS,
                problem.features(),
                problem.labels(),
                problem.shape().n());
        List<ShardTargets> targets = new ArrayList<>();
        for (int k = 0; k < shards; k++) {
            targets.add(step.targets(cuts[k], rows.get(k)));
        }
        ShardTargets all = ShardTargets.merge(targets);
        List<ShardStatistics> statistics = new ArrayList<>();
        for (int k = 0; k < shards; k++) {
            statistics.add(step.scan(all, cuts[k], rows.get(k)));
        }
        ShardedResult result = step.finish(ShardStatistics.merge(statistics));
        for (int k = 0; k < shards; k++) {
            step.gradients(result.factors(), cuts[k], rows.get(k), gradients.get(k));
        }
        features = result.featureGradient();
        return result.loss();
    }

    @Override
    public void copyGradients(DMatrixRMaj x, DMatrixRMaj w) {
        x.setTo(features);
        w.reshape(problem.shape().n(), problem.shape().d());
        for (int k = 0; k < rows.size(); k++) {
            DMatrixRMaj part = gradients.get(k).weights();
            System.arraycopy(part.data, 0, w.data, cuts[k] * part.numCols, part.getNumElements());
        }
    }

    @Override
    public String name() {
        return shards == 0 ? RECOMPUTED : NAME + shards;
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
