package io.github.marginloss.spark;

import io.github.marginloss.MarginLoss;
import io.github.marginloss.shard.ClassSample;
import io.github.marginloss.shard.ShardFactors;
import io.github.marginloss.shard.ShardStatistics;
import io.github.marginloss.shard.ShardTargets;
import io.github.marginloss.shard.ShardedStep;
import java.io.Serializable;
import java.nio.ByteBuffer;
import org.ejml.data.DMatrixRMaj;

/**
 * Rows of numbers, one per class, stored as doubles or floats: class weights, or their momentum. {@link #set} is for rows
 * that are being made; what a {@link ShardState} holds is not modified.
 */
interface ClassRows extends Serializable {

    /** How the numbers are stored. */
    enum Storage {
        DOUBLE(Double.BYTES),
        FLOAT(Float.BYTES);

        private final int bytes;

        Storage(int bytes) {
            this.bytes = bytes;
        }

        /** {@return the bytes that a number takes} */
        int bytes() {
            return bytes;
        }

        /** Appends a number. */
        void put(ByteBuffer bytes, double value) {
            if (this == FLOAT) {
                bytes.putFloat((float) value);
            } else {
                bytes.putDouble(value);
            }
        }

        /** {@return the next number} */
        double get(ByteBuffer bytes) {
            return this == FLOAT ? bytes.getFloat() : bytes.getDouble();
        }

        /** {@return rows of zeros} */
        ClassRows rows(int count, int dimension) {
            return this == FLOAT ? new FloatClassRows(count, dimension) : new DoubleClassRows(count, dimension);
        }
    }

    Storage storage();

    int count();

    int dimension();

    /** {@return a number, row after row} */
    double get(int index);

    /** Sets a number, rounded to what is stored. */
    void set(int index, double value);

    /** {@return new rows with the same numbers} */
    ClassRows copy();

    /** {@return new rows: those from one to another} */
    ClassRows rows(int from, int to);

    /** {@return new rows: those of a sample} */
    ClassRows gather(ClassSample sample);

    /** Writes these rows, those of a sample, to their places among all rows of the shard. */
    void scatter(ClassSample sample, ClassRows into);

    ShardTargets targets(ShardedStep step, Participants participants);

    ShardStatistics scan(ShardedStep step, ShardTargets all, Participants participants);

    /** {@return ∂L/∂W of these rows, new} */
    ClassRows gradient(ShardedStep step, ShardFactors factors, Participants participants);

    /** {@return the logits without a margin, one row per feature and one column per class} */
    DMatrixRMaj logits(MarginLoss loss, DMatrixRMaj features);
}
