package io.github.marginloss.spark;

import io.github.marginloss.FloatGradients;
import io.github.marginloss.FloatParameters;
import io.github.marginloss.MarginLoss;
import io.github.marginloss.shard.ClassSample;
import io.github.marginloss.shard.ShardFactors;
import io.github.marginloss.shard.ShardStatistics;
import io.github.marginloss.shard.ShardTargets;
import io.github.marginloss.shard.ShardedStep;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.ops.ConvertMatrixData;

/** Rows of floats. */
record FloatClassRows(FMatrixRMaj matrix) implements ClassRows {

    FloatClassRows(int count, int dimension) {
        this(new FMatrixRMaj(count, dimension));
    }

    @Override
    public Storage storage() {
        return Storage.FLOAT;
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
        matrix.data[index] = (float) value;
    }

    @Override
    public ClassRows copy() {
        return new FloatClassRows(matrix.copy());
    }

    @Override
    public ClassRows rows(int from, int to) {
        float[] data = Arrays.copyOfRange(matrix.data, from * matrix.numCols, to * matrix.numCols);
        return new FloatClassRows(FMatrixRMaj.wrap(to - from, matrix.numCols, data));
    }

    @Override
    public ClassRows gather(ClassSample sample) {
        return new FloatClassRows(sample.gather(matrix));
    }

    @Override
    public void scatter(ClassSample sample, ClassRows into) {
        sample.scatter(matrix, ((FloatClassRows) into).matrix);
    }

    private FloatParameters parameters() {
        return FloatParameters.ofWeights(matrix);
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
        FMatrixRMaj gradient = new FMatrixRMaj(count(), dimension());
        FloatGradients out = FloatGradients.ofWeights(gradient);
        if (participants.all()) {
            step.gradients(factors, participants.first(), parameters(), out);
        } else {
            step.gradients(factors, participants.sample(), parameters(), out);
        }
        return new FloatClassRows(gradient);
    }

    @Override
    public DMatrixRMaj logits(MarginLoss loss, DMatrixRMaj features) {
        FMatrixRMaj floats = new FMatrixRMaj(features.numRows, features.numCols);
        ConvertMatrixData.convert(features, floats);
        FMatrixRMaj logits = loss.logits(floats, parameters());
        DMatrixRMaj doubles = new DMatrixRMaj(logits.numRows, logits.numCols);
        ConvertMatrixData.convert(logits, doubles);
        return doubles;
    }
}
