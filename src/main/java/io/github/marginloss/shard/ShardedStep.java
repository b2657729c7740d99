package io.github.marginloss.shard;

import io.github.marginloss.FloatGradients;
import io.github.marginloss.FloatParameters;
import io.github.marginloss.Gradients;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Parameters;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.Check;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.FloatRows;
import io.github.marginloss.internal.kernel.RowSink;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.Samples;
import io.github.marginloss.internal.softmax.Shard;
import io.github.marginloss.internal.softmax.ShardPasses;
import io.github.marginloss.internal.softmax.ShardSums;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * One training step of a softmax loss whose classes are divided into shards of neighbouring classes, as {@linkplain
 * io.github.marginloss.shard the package} shows. A step, which is sent to every shard, consists of the loss, the batch
 * and its labels.
 *
 * <p>L, the l<sub>i</sub> and the gradients are those of {@link HeadLoss#evaluate evaluate} over all classes, within
 * the same {@linkplain io.github.marginloss bounds}, whatever the shards. Bits depend only on how the classes are
 * divided: not on threads, nor on which shard is first, nor on whether values were serialized. A single shard, and the
 * shards of {@link #ranges ranges} merged in their order, have the bits of {@code evaluate}.
 *
 * <p>A shard may have no rows. Some shards may hold floats and others doubles; the arithmetic is that of doubles. With
 * smoothed labels, all classes must take part.
 *
 * <p>Immutable, except that a shard's outputs are written; thread-safe. Calls take as many threads as {@code evaluate}.
 */
public final class ShardedStep implements Serializable {

    private static final long serialVersionUID = 1;

    private final HeadLoss loss;
    private final DMatrixRMaj doubles;
    private final FMatrixRMaj floats;
    private final int[] labels;
    private final int classes;
    private final boolean withFeatures;
    /** A number that tells steps apart. */
    private final long id;

    private transient ShardPasses passes;

    private ShardedStep(
            HeadLoss loss, DMatrixRMaj doubles, FMatrixRMaj floats, int[] labels, int classes, boolean withFeatures) {
        this.loss = loss;
        this.doubles = doubles;
        this.floats = floats;
        this.labels = labels;
        this.classes = classes;
        this.withFeatures = withFeatures;
        id = StepId.of(loss, features(), labels, classes, withFeatures);
        passes = passes();
    }

    /**
     * Creates a step.
     *
     * @param loss the loss, which also provides the reduction
     * @param features the features X, m×d. Copied.
     * @param labels the target classes y, numbered over all shards. Copied.
     * @param classes the number n of all classes
     * @return the step
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException if a value is not finite, a label is out of range, there is no class or no
     *     feature dimension, or the loss, its reduction or its margins do not fit the batch
     */
    public static ShardedStep of(HeadLoss loss, DMatrixRMaj features, int[] labels, int classes) {
        check(loss, new DoubleRows(Objects.requireNonNull(features, "features")), labels, classes);
        return new ShardedStep(loss, features.copy(), null, labels.clone(), classes, true);
    }

    /**
     * Creates a step of floats.
     *
     * @param loss the loss, which also provides the reduction
     * @param features the features X, m×d. Copied.
     * @param labels the target classes y, numbered over all shards. Copied.
     * @param classes the number n of all classes
     * @return the step
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException as for a step of doubles
     */
    public static ShardedStep of(HeadLoss loss, FMatrixRMaj features, int[] labels, int classes) {
        check(loss, new FloatRows(Objects.requireNonNull(features, "features")), labels, classes);
        return new ShardedStep(loss, null, features.copy(), labels.clone(), classes, true);
    }

    private static void check(HeadLoss loss, RowSource features, int[] labels, int classes) {
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(labels, "labels");
        if (features.columns() == 0) {
            throw new IllegalArgumentException(
                    "features is " + Check.shape(features) + ": at least one feature dimension expected");
        }
        Check.complete("features", features);
        Check.positive("classes", classes);
        Check.length("labels", labels.length, features);
        Check.labels(labels, classes, loss::ignores);
        if (!(loss.head() instanceof Head.Softmax head)) {
            throw new IllegalArgumentException("loss is " + loss + ": a softmax loss expected");
        }
        if (head instanceof Head.Cosine cosine) {
            cosine.margin().check(features.rows(), classes);
        }
        loss.coefficients(labels, classes);
        Check.finite("features", features);
    }

    /**
     * Returns the same step for fixed features. Its scans are faster, and their statistics smaller.
     *
     * @return a step whose result has no ∂L/∂X
     */
    public ShardedStep withoutFeatureGradient() {
        return new ShardedStep(loss, doubles, floats, labels, classes, false);
    }

    /**
     * Returns how {@code evaluate} divides the classes. If these ranges are the shards, merged in their order, a step
     * gives the same bits as {@code evaluate}. One thread scans a range for every 512 samples, so scan several at a
     * time.
     *
     * @param samples m
     * @param dimension d
     * @param classes n
     * @return the first class of each range, and n at the end
     * @throws IllegalArgumentException if a number is negative, or d or n is 0
     */
    public static int[] ranges(int samples, int dimension, int classes) {
        Check.positive("dimension", dimension);
        Check.positive("classes", classes);
        if (samples < 0) {
            throw new IllegalArgumentException("samples is " + samples + ": 0 ≤ samples expected");
        }
        return ShardPasses.ranges(samples, dimension, classes);
    }

    /**
     * First round: finds the target angles of the samples whose target class is in a shard.
     *
     * @param firstClass the first class of the shard
     * @param rows its class weights, one class per row, with biases if the loss has them. Not modified.
     * @return the targets that the shard knows
     * @throws NullPointerException if rows is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException if classes are not among those of the step, a value is not finite, the
     *     parameters do not suit the loss, or a margin returns a number that is not finite
     */
    public ShardTargets targets(int firstClass, Parameters rows) {
        return targets(ShardRows.of(firstClass, rows));
    }

    /**
     * First round, for rows of floats: finds the target angles of the samples whose target class is in a shard.
     *
     * @param firstClass the first class of the shard
     * @param rows its class weights, one class per row, with biases if the loss has them. Not modified.
     * @return the targets that the shard knows
     * @see #targets(int, Parameters)
     */
    public ShardTargets targets(int firstClass, FloatParameters rows) {
        return targets(ShardRows.of(firstClass, rows));
    }

    /**
     * First round, for a sample of the classes: finds the target angles of the samples whose target class is in a
     * shard.
     *
     * @param sample the classes of the shard that take part
     * @param rows the rows that the sample gathers. Not modified.
     * @return the targets that the shard knows
     * @see #targets(int, Parameters)
     */
    public ShardTargets targets(ClassSample sample, Parameters rows) {
        return targets(ShardRows.of(sample, rows));
    }

    /**
     * First round, for a sample of the classes, with rows of floats: finds the target angles of the samples whose
     * target class is in a shard.
     *
     * @param sample the classes of the shard that take part
     * @param rows the rows that the sample gathers. Not modified.
     * @return the targets that the shard knows
     * @see #targets(int, Parameters)
     */
    public ShardTargets targets(ClassSample sample, FloatParameters rows) {
        return targets(ShardRows.of(sample, rows));
    }

    private ShardTargets targets(ShardRows rows) {
        check(rows);
        Shard shard = rows.shard(classes);
        if (passes.head() instanceof Head.Linear) {
            finite(rows);
        } else {
            ShardCheck.finite(shard.weights(), shard.rows(labels));
        }
        return new ShardTargets(rows.span(id), passes.targets(shard));
    }

    /**
     * Second round: gathers the statistics of a shard.
     *
     * @param all the targets of all shards, merged. Not modified.
     * @param firstClass the first class of the shard
     * @param rows its class weights, and biases. Not modified.
     * @return the statistics of the shard
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException if the targets belong to another step or are not complete, classes are not among
     *     those of the step, a value is not finite, or the parameters do not suit the loss
     */
    public ShardStatistics scan(ShardTargets all, int firstClass, Parameters rows) {
        return scan(all, ShardRows.of(firstClass, rows));
    }

    /**
     * Second round, for rows of floats: gathers the statistics of a shard.
     *
     * @param all the targets of all shards, merged. Not modified.
     * @param firstClass the first class of the shard
     * @param rows its class weights, one class per row, with biases if the loss has them. Not modified.
     * @return the statistics of the shard
     * @see #scan(ShardTargets, int, Parameters)
     */
    public ShardStatistics scan(ShardTargets all, int firstClass, FloatParameters rows) {
        return scan(all, ShardRows.of(firstClass, rows));
    }

    /**
     * Second round, for a sample of the classes: gathers the statistics of a shard.
     *
     * @param all the targets of all shards, merged. Not modified.
     * @param sample the classes of the shard that take part
     * @param rows the rows that the sample gathers. Not modified.
     * @return the statistics of the shard
     * @see #scan(ShardTargets, int, Parameters)
     */
    public ShardStatistics scan(ShardTargets all, ClassSample sample, Parameters rows) {
        return scan(all, ShardRows.of(sample, rows));
    }

    /**
     * Second round, for a sample of the classes, with rows of floats: gathers the statistics of a shard.
     *
     * @param all the targets of all shards, merged. Not modified.
     * @param sample the classes of the shard that take part
     * @param rows the rows that the sample gathers. Not modified.
     * @return the statistics of the shard
     * @see #scan(ShardTargets, int, Parameters)
     */
    public ShardStatistics scan(ShardTargets all, ClassSample sample, FloatParameters rows) {
        return scan(all, ShardRows.of(sample, rows));
    }

    private ShardStatistics scan(ShardTargets all, ShardRows rows) {
        Objects.requireNonNull(all, "all").span.requireAll("targets", id, classes);
        check(rows);
        requireBias(all.span, rows);
        finite(rows);
        ShardSums sums = passes.scan(all.data, rows.shard(classes), withFeatures);
        return new ShardStatistics(rows.span(id), sums);
    }

    /**
     * Between the second and the last round: finishes the batch.
     *
     * @param whole the statistics of all shards, merged. Not modified.
     * @return L, the l<sub>i</sub>, ∂L/∂X and what the last round needs
     * @throws NullPointerException if whole is null
     * @throws IllegalArgumentException if the statistics belong to another step, or do not cover all classes
     */
    public ShardedResult finish(ShardStatistics whole) {
        Objects.requireNonNull(whole, "whole").span.requireAll("statistics", id, classes);
        Samples samples = passes.samples();
        Real[] all = loss.coefficients(labels, classes);
        Real[] coefficients = samples.select(all);
        DMatrixRMaj gradient =
                withFeatures ? new DMatrixRMaj(labels.length, features().columns()) : null;
        ShardPasses.Finished finished = passes.finish(whole.data, coefficients, DoubleRows.of(gradient));
        Real sum = Real.ZERO;
        double[] losses = new double[labels.length];
        for (int k = 0; k < coefficients.length; k++) {
            sum = sum.plus(coefficients[k].times(finished.losses()[k]));
            losses[samples.place(k)] = finished.losses()[k].toDouble();
        }
        ShardFactors factors = new ShardFactors(whole.span, whole.data.targets(), finished.factors());
        return new ShardedResult(sum.toDouble(), losses, gradient, factors);
    }

    /**
     * Last round: writes the gradients of a shard.
     *
     * @param factors the factors that {@link #finish finish} has computed. Not modified.
     * @param firstClass the first class of the shard
     * @param rows its class weights and biases, as they were when it was scanned: they are not searched for NaN again.
     *     Not modified.
     * @param out receives ∂L/∂W and ∂L/∂b of these rows; null = not wanted. Its ∂L/∂X must be null. Modified.
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException if the factors belong to another step, these rows were not scanned as one shard,
     *     an output is an input or another output, or a gradient is wanted for a parameter that the rows lack
     */
    public void gradients(ShardFactors factors, int firstClass, Parameters rows, Gradients out) {
        gradients(factors, ShardRows.of(firstClass, rows), out);
    }

    /**
     * Last round, for rows of floats: writes the gradients of a shard.
     *
     * @param factors the factors that {@link #finish finish} has computed. Not modified.
     * @param firstClass the first class of the shard
     * @param rows its class weights, one class per row, with biases if the loss has them. Not modified.
     * @param out receives ∂L/∂W and ∂L/∂b of these rows; null = not wanted. Its ∂L/∂X must be null. Modified.
     * @see #gradients(ShardFactors, int, Parameters, Gradients)
     */
    public void gradients(ShardFactors factors, int firstClass, FloatParameters rows, FloatGradients out) {
        gradients(factors, ShardRows.of(firstClass, rows), out);
    }

    /**
     * Last round, for a sample of the classes: writes the gradients of a shard.
     *
     * @param factors the factors that {@link #finish finish} has computed. Not modified.
     * @param sample the classes of the shard that take part
     * @param rows the rows that the sample gathers. Not modified.
     * @param out receives ∂L/∂W and ∂L/∂b of these rows; null = not wanted. Its ∂L/∂X must be null. Modified.
     * @see #gradients(ShardFactors, int, Parameters, Gradients)
     */
    public void gradients(ShardFactors factors, ClassSample sample, Parameters rows, Gradients out) {
        gradients(factors, ShardRows.of(sample, rows), out);
    }

    /**
     * Last round, for a sample of the classes, with rows of floats: writes the gradients of a shard.
     *
     * @param factors the factors that {@link #finish finish} has computed. Not modified.
     * @param sample the classes of the shard that take part
     * @param rows the rows that the sample gathers. Not modified.
     * @param out receives ∂L/∂W and ∂L/∂b of these rows; null = not wanted. Its ∂L/∂X must be null. Modified.
     * @see #gradients(ShardFactors, int, Parameters, Gradients)
     */
    public void gradients(ShardFactors factors, ClassSample sample, FloatParameters rows, FloatGradients out) {
        gradients(factors, ShardRows.of(sample, rows), out);
    }

    private void gradients(ShardFactors factors, ShardRows rows, Gradients out) {
        refuse("features", Objects.requireNonNull(out, "out").features());
        refuse("centers", out.centers());
        gradients(factors, rows, DoubleRows.of(out.weights()), DoubleRows.of(out.bias()));
    }

    private void gradients(ShardFactors factors, ShardRows rows, FloatGradients out) {
        refuse("features", Objects.requireNonNull(out, "out").features());
        refuse("centers", out.centers());
        gradients(factors, rows, FloatRows.of(out.weights()), FloatRows.of(out.bias()));
    }

    private static void refuse(String name, Object gradient) {
        if (gradient != null) {
            throw new IllegalArgumentException("out has " + name + ": weights and bias alone expected"
                    + ("features".equals(name) ? ", because finish gives ∂L/∂X" : ""));
        }
    }

    private void gradients(ShardFactors factors, ShardRows rows, RowSink weights, RowSink bias) {
        ShardSpan span = Objects.requireNonNull(factors, "factors").span;
        span.requireAll("factors", id, classes);
        check(rows);
        span.requireShard(rows.first(), rows.first() + rows.count(), rows.print());
        requireBias(span, rows);
        outputs(rows, weights, bias);
        if (weights != null) {
            weights.reshape(rows.weights().rows(), rows.weights().columns());
        }
        if (bias != null) {
            bias.reshape(rows.weights().rows(), 1);
        }
        passes.gradients(factors.targets, factors.data, rows.shard(classes), weights, bias);
    }

    private void check(ShardRows rows) {
        ShardCheck.shapes(rows.weights(), rows.bias(), features());
        ShardCheck.inside(rows.first(), rows.count(), classes);
        if (rows.sample() != null) {
            rows.sample().check(rows.weights().rows(), labels);
            if (passes.head().smoothing() != 0) {
                throw new IllegalArgumentException(
                        loss
                                + " spreads its labels over all classes: hard labels expected, or all classes instead of a sample");
            }
        }
        if (rows.bias() != null && !loss.uses().contains(Parameters.Kind.BIAS)) {
            throw new IllegalArgumentException(loss + " takes no bias: rows without one expected");
        }
    }

    private static void requireBias(ShardSpan span, ShardRows rows) {
        if (span.biased() != (rows.bias() != null)) {
            throw new IllegalArgumentException(
                    "rows of classes " + ShardSpan.range(rows.first(), rows.first() + rows.count())
                            + (span.biased() ? " have no biases" : " have biases")
                            + ", unlike the rows from which the targets were computed: the same rows expected");
        }
    }

    private static void finite(ShardRows rows) {
        Check.finite("weights", rows.weights());
        if (rows.bias() != null) {
            Check.finite("bias", rows.bias());
        }
    }

    private static void outputs(ShardRows rows, RowSink weights, RowSink bias) {
        Map<String, RowSource> inputs = new LinkedHashMap<>();
        Map<String, RowSource> outputs = new LinkedHashMap<>();
        inputs.put("weights", rows.weights());
        if (rows.bias() != null) {
            inputs.put("bias", rows.bias());
        }
        if (weights != null) {
            outputs.put("out.weights", weights);
        }
        if (bias != null) {
            if (rows.bias() == null) {
                throw new IllegalArgumentException("out.bias is wanted, but rows has no bias");
            }
            outputs.put("out.bias", bias);
        }
        outputs.forEach((name, output) -> Objects.requireNonNull(output.array(), name + ".data"));
        Check.distinct(inputs, outputs, null);
    }

    private RowSource features() {
        return floats == null ? new DoubleRows(doubles) : new FloatRows(floats);
    }

    private ShardPasses passes() {
        Samples samples = Samples.of(labels, i -> !loss.ignores(labels[i]));
        return new ShardPasses((Head.Softmax) loss.head(), features(), samples, classes);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        try {
            check(loss, features(), labels, classes);
        } catch (RuntimeException fault) {
            throw (IOException) ShardSpan.broken("step").initCause(fault);
        }
        passes = passes();
    }

    /** {@return the loss and the shape, for messages} */
    @Override
    public String toString() {
        return "ShardedStep of " + loss + ", " + labels.length + " samples and " + classes + " classes";
    }
}
