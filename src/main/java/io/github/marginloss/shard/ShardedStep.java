package io.github.marginloss.shard;

import io.github.marginloss.DescribedLoss;
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
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.Samples;
import io.github.marginloss.internal.softmax.Shard;
import io.github.marginloss.internal.softmax.ShardPasses;
import io.github.marginloss.internal.softmax.ShardSums;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * One training step of a softmax loss whose classes are divided into shards of neighbouring classes; {@linkplain
 * io.github.marginloss.shard the package} shows its rounds. A step contains the loss, the batch and its labels. You
 * send it to every shard.
 *
 * <p>For any division into shards, L, the l<sub>i</sub> and the gradients are those of {@link HeadLoss#evaluate
 * evaluate} over all classes, within the same {@linkplain io.github.marginloss bounds}. Their bits depend on how the
 * classes are divided and on the order in which statistics are merged. They do not depend on threads, on which shard
 * answers first, or on whether values were sent between processes. A single shard gives the bits of {@code evaluate},
 * and so do the shards of {@link #ranges ranges}, merged by {@link ShardStatistics#merge(java.util.Collection)}.
 *
 * <p>A shard may have no rows. Some shards may hold floats and others doubles; the arithmetic is that of doubles. All
 * rounds of a step must use the same shards, with the same rows: after the class weights have changed, create another
 * step. With smoothed labels, all classes must take part.
 *
 * <p>Creating a step calls a {@link io.github.marginloss.core.MarginRule} once per sample, so that the margins of all
 * classes need not be sent.
 *
 * <p>Immutable and thread-safe; only {@code gradients} modifies an argument, its outputs. Calls use as many threads as
 * {@code evaluate}.
 */
public final class ShardedStep implements Serializable {

    private static final long serialVersionUID = 1;

    private final Content content;
    private final transient ShardPasses passes;

    /**
     * Everything that a step contains. This is what is serialized.
     *
     * @param name the loss in messages
     * @param biases whether the loss takes biases
     * @param head the description of the logits, with the margin of each sample in place of a rule
     * @param doubles X, or null
     * @param floats X, or null
     * @param labels y
     * @param takePart the places of the samples that are not ignored
     * @param coefficients a of all samples
     * @param classes n
     * @param withFeatures whether ∂L/∂X is wanted
     * @param id tells steps apart
     */
    private record Content(
            String name,
            boolean biases,
            Head.Softmax head,
            DMatrixRMaj doubles,
            FMatrixRMaj floats,
            int[] labels,
            boolean[] takePart,
            Real[] coefficients,
            int classes,
            boolean withFeatures,
            long id)
            implements Serializable {

        RowSource features() {
            return floats == null ? new DoubleRows(doubles) : new FloatRows(floats);
        }

        Samples samples() {
            return Samples.of(labels, i -> takePart[i]);
        }

        /** Restores the step, unless something is missing or NaN. */
        private Object readResolve() throws InvalidObjectException {
            boolean present = name != null && head != null && (doubles == null) != (floats == null);
            if (!present || !isSound()) {
                throw ShardSpan.broken("step");
            }
            return new ShardedStep(this);
        }

        private boolean isSound() {
            RowSource rows = features();
            int m = rows.rows();
            boolean lengths = labels != null && labels.length == m && takePart != null && takePart.length == m;
            boolean sound = lengths
                    && classes > 0
                    && coefficients != null
                    && coefficients.length == m
                    && rows.columns() > 0
                    && rows.array() != null
                    && rows.capacity() >= (long) m * rows.columns()
                    && rows.allFinite(0, m * rows.columns());
            for (int i = 0; sound && i < m; i++) {
                boolean isClass = labels[i] >= 0 && labels[i] < classes;
                sound = coefficients[i] != null && coefficients[i].mantissa() != null && (isClass || !takePart[i]);
            }
            return sound;
        }
    }

    private ShardedStep(Content content) {
        this.content = content;
        passes = new ShardPasses(content.head, content.features(), content.samples(), content.classes);
    }

    /** {@return the content, which is serialized in place of the step and restores the other fields} */
    private Object writeReplace() {
        return content;
    }

    /** Only the content of a step is serialized. */
    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw ShardSpan.broken("step");
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
        return of(loss, features.copy(), null, labels.clone(), classes);
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
     * @throws IllegalArgumentException for the same reasons as {@link #of(HeadLoss, DMatrixRMaj, int[], int) of}
     */
    public static ShardedStep of(HeadLoss loss, FMatrixRMaj features, int[] labels, int classes) {
        check(loss, new FloatRows(Objects.requireNonNull(features, "features")), labels, classes);
        return of(loss, null, features.copy(), labels.clone(), classes);
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
        Check.finite("features", features);
    }

    private static ShardedStep of(HeadLoss loss, DMatrixRMaj doubles, FMatrixRMaj floats, int[] labels, int classes) {
        RowSource features = floats == null ? new DoubleRows(doubles) : new FloatRows(floats);
        Head.Softmax head = head(loss, loss.uses());
        if (head instanceof Head.Cosine cosine) {
            cosine.margin().check(labels.length, classes);
        }
        boolean[] takePart = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            takePart[i] = !loss.ignores(labels[i]);
        }
        Real[] coefficients = DescribedLoss.coefficients(loss, labels, classes);
        boolean biases = loss.uses().contains(Parameters.Kind.BIAS);
        Head.Softmax resolved = ShardPasses.resolved(head, features, Samples.of(labels, i -> takePart[i]));
        String simple = loss.getClass().getSimpleName();
        String name = simple.isEmpty() ? loss.getClass().getName() : simple;
        return new ShardedStep(new Content(
                name, biases, resolved, doubles, floats, labels, takePart, coefficients, classes, true, id()));
    }

    /** No two steps have the same number, even if they are equal: class weights may have changed between them. */
    private static long id() {
        return new SplittableRandom().nextLong();
    }

    private static Head.Softmax head(HeadLoss loss, Set<Parameters.Kind> uses) {
        Head head = Objects.requireNonNull(loss.head(), "head");
        if (!(head instanceof Head.Softmax softmax)) {
            throw new IllegalArgumentException("loss is " + loss + ": a softmax loss expected");
        }
        boolean alone = uses.equals(Set.of(Parameters.Kind.WEIGHTS));
        boolean biased = uses.equals(Set.of(Parameters.Kind.WEIGHTS, Parameters.Kind.BIAS));
        if (!alone && !(biased && head instanceof Head.Linear)) {
            throw new IllegalArgumentException(loss + " uses " + uses + ", but its head is " + head
                    + ": class weights expected, and biases with a linear head alone");
        }
        return softmax;
    }

    /**
     * Returns the same step without ∂L/∂X, for fixed features. Its scans are faster, and their statistics smaller.
     *
     * @return a step whose result has no ∂L/∂X
     */
    public ShardedStep withoutFeatureGradient() {
        Content c = content;
        return new ShardedStep(new Content(
                c.name,
                c.biases,
                c.head,
                c.doubles,
                c.floats,
                c.labels,
                c.takePart,
                c.coefficients,
                c.classes,
                false,
                id()));
    }

    /**
     * Returns how {@code evaluate} divides the classes. If you use these ranges as shards and merge them in their
     * order, a step gives the bits of {@code evaluate}. In the last round, a loss whose logits have no bound ({@link
     * io.github.marginloss.Softmax}, or a scale above 300) uses one thread per range.
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
     * First round: finds the target angles of the samples whose target class is in a shard; for a linear head, their
     * target logits.
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
     * First round, of floats: see {@link #targets(int, Parameters)}.
     *
     * @param firstClass the first class of the shard
     * @param rows its class weights, and biases. Not modified.
     * @return the targets that the shard knows
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException for the same reasons as {@link #targets(int, Parameters) targets}
     */
    public ShardTargets targets(int firstClass, FloatParameters rows) {
        return targets(ShardRows.of(firstClass, rows));
    }

    /**
     * First round, of a sample: see {@link #targets(int, Parameters)}.
     *
     * @param sample the classes that take part
     * @param rows the rows that the sample gathers: one per class that takes part. Not modified.
     * @return the targets that the shard knows
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException for the same reasons as {@link #targets(int, Parameters) targets}
     */
    public ShardTargets targets(ClassSample sample, Parameters rows) {
        return targets(ShardRows.of(sample, rows));
    }

    /**
     * First round, of a sample of floats: see {@link #targets(int, Parameters)}.
     *
     * @param sample the classes that take part
     * @param rows the rows that the sample gathers: one per class that takes part. Not modified.
     * @return the targets that the shard knows
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException for the same reasons as {@link #targets(int, Parameters) targets}
     */
    public ShardTargets targets(ClassSample sample, FloatParameters rows) {
        return targets(ShardRows.of(sample, rows));
    }

    private ShardTargets targets(ShardRows rows) {
        check(rows);
        Shard shard = rows.shard(content.classes);
        if (content.head instanceof Head.Linear) {
            rows.requireFinite();
        } else {
            rows.requireFinite(shard.rows(passes.samples().labels())); // the first round reads no other rows
        }
        return new ShardTargets(rows.span(content.id), passes.targets(shard));
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
     * Second round, of floats: see {@link #scan(ShardTargets, int, Parameters)}.
     *
     * @param all the targets of all shards, merged. Not modified.
     * @param firstClass the first class of the shard
     * @param rows its class weights, and biases. Not modified.
     * @return the statistics of the shard
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException for the same reasons as {@link #scan(ShardTargets, int, Parameters) scan}
     */
    public ShardStatistics scan(ShardTargets all, int firstClass, FloatParameters rows) {
        return scan(all, ShardRows.of(firstClass, rows));
    }

    /**
     * Second round, of a sample: see {@link #scan(ShardTargets, int, Parameters)}.
     *
     * @param all the targets of all shards, merged. Not modified.
     * @param sample the classes that take part
     * @param rows the rows that the sample gathers: one per class that takes part. Not modified.
     * @return the statistics of the shard
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException for the same reasons as {@link #scan(ShardTargets, int, Parameters) scan}
     */
    public ShardStatistics scan(ShardTargets all, ClassSample sample, Parameters rows) {
        return scan(all, ShardRows.of(sample, rows));
    }

    /**
     * Second round, of a sample of floats: see {@link #scan(ShardTargets, int, Parameters)}.
     *
     * @param all the targets of all shards, merged. Not modified.
     * @param sample the classes that take part
     * @param rows the rows that the sample gathers: one per class that takes part. Not modified.
     * @return the statistics of the shard
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException for the same reasons as {@link #scan(ShardTargets, int, Parameters) scan}
     */
    public ShardStatistics scan(ShardTargets all, ClassSample sample, FloatParameters rows) {
        return scan(all, ShardRows.of(sample, rows));
    }

    private ShardStatistics scan(ShardTargets all, ShardRows rows) {
        Objects.requireNonNull(all, "all").span.requireAll("targets", content.id, content.classes);
        all.requireComplete(passes.samples().labels().length);
        check(rows);
        rows.requireKnown(all.span);
        rows.requireFinite();
        ShardSums sums = passes.scan(all.data, rows.shard(content.classes), content.withFeatures);
        return new ShardStatistics(rows.span(content.id), sums);
    }

    /**
     * Between the second and the last round: computes the results of the batch.
     *
     * @param whole the statistics of all shards, merged. Not modified.
     * @return L, the l<sub>i</sub>, ∂L/∂X and the factors for the last round
     * @throws NullPointerException if whole is null
     * @throws IllegalArgumentException if the statistics belong to another step, or do not cover all classes
     */
    public ShardedResult finish(ShardStatistics whole) {
        Objects.requireNonNull(whole, "whole").span.requireAll("statistics", content.id, content.classes);
        Samples samples = passes.samples();
        Real[] coefficients = samples.select(content.coefficients);
        int m = content.labels.length;
        DMatrixRMaj gradient =
                content.withFeatures ? new DMatrixRMaj(m, content.features().columns()) : null;
        ShardPasses.Finished finished = passes.finish(whole.data, coefficients, DoubleRows.of(gradient));
        Real sum = Real.ZERO;
        double[] losses = new double[m];
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
     * @param rows its class weights and biases, unchanged since the scan; they are not searched for NaN again. Not
     *     modified.
     * @param out receives ∂L/∂W and ∂L/∂b of these rows; null = not wanted. Its ∂L/∂X must be null. Modified.
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException if the factors belong to another step, these rows were not scanned as one shard,
     *     an output is an input or another output, or a gradient is wanted for a parameter that the rows lack
     */
    public void gradients(ShardFactors factors, int firstClass, Parameters rows, Gradients out) {
        gradients(factors, ShardRows.of(firstClass, rows), ShardOutputs.of(out));
    }

    /**
     * Last round, of floats: see {@link #gradients(ShardFactors, int, Parameters, Gradients)}.
     *
     * @param factors the factors that {@link #finish finish} has computed. Not modified.
     * @param firstClass the first class of the shard
     * @param rows its class weights, and biases. Not modified.
     * @param out receives ∂L/∂W and ∂L/∂b of these rows; null = not wanted. Modified.
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException for the same reasons as {@link #gradients(ShardFactors, int, Parameters,
     *     Gradients) gradients}
     */
    public void gradients(ShardFactors factors, int firstClass, FloatParameters rows, FloatGradients out) {
        gradients(factors, ShardRows.of(firstClass, rows), ShardOutputs.of(out));
    }

    /**
     * Last round, of a sample: see {@link #gradients(ShardFactors, int, Parameters, Gradients)}.
     *
     * @param factors the factors that {@link #finish finish} has computed. Not modified.
     * @param sample the classes that take part
     * @param rows the rows that the sample gathers: one per class that takes part. Not modified.
     * @param out receives ∂L/∂W and ∂L/∂b of these rows; null = not wanted. Modified.
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException for the same reasons as {@link #gradients(ShardFactors, int, Parameters,
     *     Gradients) gradients}
     */
    public void gradients(ShardFactors factors, ClassSample sample, Parameters rows, Gradients out) {
        gradients(factors, ShardRows.of(sample, rows), ShardOutputs.of(out));
    }

    /**
     * Last round, of a sample of floats: see {@link #gradients(ShardFactors, int, Parameters, Gradients)}.
     *
     * @param factors the factors that {@link #finish finish} has computed. Not modified.
     * @param sample the classes that take part
     * @param rows the rows that the sample gathers: one per class that takes part. Not modified.
     * @param out receives ∂L/∂W and ∂L/∂b of these rows; null = not wanted. Modified.
     * @throws NullPointerException if an argument is null
     * @throws org.ejml.MatrixDimensionException if the shapes do not fit
     * @throws IllegalArgumentException for the same reasons as {@link #gradients(ShardFactors, int, Parameters,
     *     Gradients) gradients}
     */
    public void gradients(ShardFactors factors, ClassSample sample, FloatParameters rows, FloatGradients out) {
        gradients(factors, ShardRows.of(sample, rows), ShardOutputs.of(out));
    }

    private void gradients(ShardFactors factors, ShardRows rows, ShardOutputs out) {
        ShardSpan span = Objects.requireNonNull(factors, "factors").span;
        span.requireAll("factors", content.id, content.classes);
        check(rows);
        rows.requireKnown(span);
        out.check(rows);
        out.reshape(rows);
        passes.gradients(factors.targets, factors.data, rows.shard(content.classes), out.weights(), out.bias());
    }

    /** Requires rows that suit the step. It does not search them for NaN, because that takes time. */
    private void check(ShardRows rows) {
        rows.check(content.features(), passes.samples(), content.classes);
        if (rows.sample() != null && content.head.smoothing() != 0) {
            throw new IllegalArgumentException(content.name
                    + " spreads its labels over all classes: hard labels expected, or no sample of the classes");
        }
        if (rows.bias() != null && !content.biases) {
            throw new IllegalArgumentException(content.name + " takes no bias: rows without one expected");
        }
    }

    /** {@return the loss and the shape, for messages} */
    @Override
    public String toString() {
        return "ShardedStep of " + content.name + ", " + content.labels.length + " samples and " + content.classes
                + " classes";
    }
}
