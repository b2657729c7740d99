package io.github.marginloss.spark;

import io.github.marginloss.Gradients;
import io.github.marginloss.MarginLoss;
import io.github.marginloss.Parameters;
import io.github.marginloss.shard.ClassSample;
import io.github.marginloss.shard.ShardFactors;
import io.github.marginloss.shard.ShardStatistics;
import io.github.marginloss.shard.ShardTargets;
import io.github.marginloss.shard.ShardedStep;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Rows of doubles. */
record DoubleClassRows(DMatrixRMaj matrix) implements ClassRows {

    DoubleClassRows(int count, int dimension) {
        this(new DMatrixRMaj(count, dimension));
    }

    @Override
    public Storage storage() {
        return Storage.DOUBLE;
    }

    @Override
    public int count() {
        return matrix.numRows;
    }

    @Override
    public int dimension() {
        return matrix.numCols;
    }

    @Override
    public double get(int index) {
        return matrix.data[index];
    }

    @Override
    public void set(int index, double value) {
        matrix.data[index] = value;
    }

    @Override
    public ClassRows copy() {
        return new DoubleClassRows(matrix.copy());
    }

    @Override
    public ClassRows rows(int from, int to) {
        double[] data = Arrays.copyOfRange(matrix.data, from * matrix.numCols, to * matrix.numCols);
        return new DoubleClassRows(DMatrixRMaj.wrap(to - from, matrix.numCols, data));
    }

    @Override
    public ClassRows gather(ClassSample sample) {
        return new DoubleClassRows(sample.gather(matrix));
    }

    @Override
    public void scatter(ClassSample sample, ClassRows into) {
        sample.scatter(matrix, ((DoubleClassRows) into).matrix);
    }

    private Parameters parameters() {
        return Parameters.ofWeights(matrix);
    }

    @Override
    public ShardTargets targets(ShardedStep step, Participants participants) {
        return participants.all()
                ? step.targets(participants.first(), parameters())
                : step.targets(participants.sample(), parameters());
    }

    @Override
    public ShardStatistics scan(ShardedStep step, ShardTargets all, Participants participants) {
        return participants.all()
                ? step.scan(all, participants.first(), parameters())
                : step.scan(all, participants.sample(), parameters());
    }

    @Override
    public ClassRows gradient(ShardedStep step, ShardFactors factors, Participants participants) {
        DMatrixRMaj gradient = new DMatrixRMaj(count(), dimension());
        Gradients out = Gradients.ofWeights(gradient);
        if (participants.all()) {
            step.gradients(factors, participants.first(), parameters(), out);
        } else {
            step.gradients(factors, participants.sample(), parameters(), out);
        }
        return new DoubleClassRows(gradient);
    }

    @Override
    public DMatrixRMaj logits(MarginLoss loss, DMatrixRMaj features) {
        return loss.logits(features, parameters());
    }
}
