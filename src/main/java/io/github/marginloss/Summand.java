package io.github.marginloss;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.Check;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.GradientRows;
import io.github.marginloss.internal.row.Samples;
import io.github.marginloss.internal.row.Term;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;

/** A weighted summand of a loss. All work that may fail is done; only the addition remains. */
sealed interface Summand {

    /** {@return the kinds of parameters whose gradients this summand writes} */
    Set<Kind> kinds();

    /** {@return sum, plus the loss of the batch if it is finite} */
    Real plusLoss(Real sum);

    /** {@return sum, plus the weighted loss of sample i if it is finite} */
    Real plusLoss(Real sum, int i);

    /** {@return the loss of the batch where it is not finite, else 0} */
    default double beyond() {
        return 0;
    }

    /** {@return the loss of sample i where it is not finite, else 0} */
    default double beyond(int i) {
        return 0;
    }

    /** {@return a source of writers, one per worker, that add this summand's part of ∂L/∂X} */
    Supplier<GradientRows.Writer> features();

    /** {@return a source of writers, one per worker, that add this summand's part of ∂L/∂W and ∂L/∂b, or of ∂L/∂C} */
    Supplier<GradientRows.Writer> classes(Kind rows);

    /**
     * A loss that describes itself.
     *
     * @param rows the kind of parameter that has one row per class: class weights or centers
     * @param bias whether it has biases as well
     * @param weight its factor in the sum
     * @param samples the samples that take part; the others have loss 0
     * @param coefficients weight·a_i of each of these samples
     * @param term the loss of these samples
     */
    record Described(Kind rows, boolean bias, Real weight, Samples samples, Real[] coefficients, Term term)
            implements Summand {

        @Override
        public Set<Kind> kinds() {
            return bias ? Set.of(rows, Kind.BIAS) : Set.of(rows);
        }

        @Override
        public Real plusLoss(Real sum) {
            Real result = sum;
            for (int i = 0; i < coefficients.length; i++) {
                result = result.plus(coefficients[i].times(term.loss(i)));
            }
            return result;
        }

        @Override
        public Real plusLoss(Real sum, int i) {
            int k = samples.numberOf(i);
            return k < 0 ? sum : sum.plus(weight.times(term.loss(k)));
        }

        @Override
        public Supplier<GradientRows.Writer> features() {
            return samples.writer(term.features(coefficients));
        }

        @Override
        public Supplier<GradientRows.Writer> classes(Kind kind) {
            return term.classes(coefficients);
        }
    }

    /** A user's own loss, evaluated to doubles before it is added. */
    record Own(Set<Kind> kinds, Real weight, double loss, double[] losses, Gradients gradients) implements Summand {

        /** Marks an entry that is not yet written: a NaN payload that arithmetic does not normally produce. */
        private static final double UNWRITTEN = Double.longBitsToDouble(0x7ff8_6d61_7267_696eL);

        /** Evaluates the loss into separate outputs. */
        static Own of(Description.Own description, Arguments arguments) {
            Set<Kind> kinds = description.uses();
            double[] losses = new double[arguments.labels().length];
            Arrays.fill(losses, UNWRITTEN);
            Gradients own = new Gradients(
                    arguments.featureGradient() == null ? null : unwritten(arguments.features()),
                    wanted(Kind.WEIGHTS, kinds, arguments),
                    wanted(Kind.BIAS, kinds, arguments),
                    wanted(Kind.CENTERS, kinds, arguments));
            Gradients asked = own.equals(Gradients.NONE) ? null : own;
            double value = description.computation().applyAsDouble(losses, asked);
            int missing = firstUnwritten(losses, losses.length);
            if (missing >= 0) {
                throw unwritten("sampleLosses[" + missing + "]");
            }
            written("features", own.features(), arguments.features());
            for (Kind kind : kinds) {
                written(
                        kind.name().toLowerCase(java.util.Locale.ROOT),
                        own.get(kind),
                        arguments.parameters().get(kind));
            }
            return new Own(kinds, description.weight(), value, losses, own);
        }

        private static DMatrixRMaj wanted(Kind kind, Set<Kind> kinds, Arguments arguments) {
            boolean wanted = kinds.contains(kind) && arguments.gradients().containsKey(kind);
            return wanted ? unwritten(arguments.parameters().get(kind)) : null;
        }

        private static DMatrixRMaj unwritten(RowSource like) {
            DMatrixRMaj matrix = new DMatrixRMaj(like.rows(), like.columns());
            Arrays.fill(matrix.data, UNWRITTEN);
            return matrix;
        }

        /** Refuses a gradient of the wrong shape or with unwritten entries, before any output is touched. */
        private static void written(String kind, DMatrixRMaj gradient, RowSource like) {
            if (gradient == null) {
                return;
            }
            String name = "the matrix that a term has put into gradients." + kind;
            Objects.requireNonNull(gradient.data, name);
            RowSource rows = new DoubleRows(gradient);
            Check.complete(name, rows);
            Check.shape(name, rows, like.rows(), like.columns(), "", kind, like);
            int missing = firstUnwritten(gradient.data, like.rows() * like.columns());
            if (missing >= 0) {
                int columns = like.columns();
                throw unwritten("gradients." + kind + "[" + missing / columns + ", " + missing % columns + "]");
            }
        }

        /** The index of the first unwritten entry, of either sign; −1 if there is none. */
        private static int firstUnwritten(double[] values, int length) {
            for (int k = 0; k < length; k++) {
                if (Double.doubleToRawLongBits(Math.abs(values[k])) == Double.doubleToRawLongBits(UNWRITTEN)) {
                    return k;
                }
            }
            return -1;
        }

        private static IllegalArgumentException unwritten(String entry) {
            return new IllegalArgumentException(
                    "a term has not written " + entry + ": a loss must overwrite every entry");
        }

        @Override
        public Real plusLoss(Real sum) {
            return plus(sum, loss);
        }

        @Override
        public Real plusLoss(Real sum, int i) {
            return plus(sum, losses[i]);
        }

        private Real plus(Real sum, double value) {
            return Double.isFinite(value) ? sum.plus(weight.times(Real.of(value))) : sum;
        }

        @Override
        public double beyond() {
            return beyond(loss);
        }

        @Override
        public double beyond(int i) {
            return beyond(losses[i]);
        }

        /** Weight 0 times an infinity or a NaN is 0. */
        private double beyond(double value) {
            return Double.isFinite(value) || weight.isZero() ? 0 : weight.signum() * value;
        }

        @Override
        public Supplier<GradientRows.Writer> features() {
            return () -> new Copy(gradients.features(), null, weight);
        }

        @Override
        public Supplier<GradientRows.Writer> classes(Kind rows) {
            return () -> new Copy(gradients.get(rows), rows == Kind.WEIGHTS ? gradients.bias() : null, weight);
        }

        /** Adds rows that have been computed already. */
        private record Copy(DMatrixRMaj rows, DMatrixRMaj biases, Real weight) implements GradientRows.Writer {

            @Override
            public int times() {
                return rows == null ? 0 : 1;
            }

            @Override
            public int biasTimes() {
                return biases == null ? 0 : 1;
            }

            @Override
            public void add(int from, int to, GradientRows target, GradientRows bias) {
                add(from, to, rows, target);
                add(from, to, biases, bias);
            }

            private void add(int from, int to, DMatrixRMaj gradient, GradientRows target) {
                for (int row = from; gradient != null && row < to; row++) {
                    target.put(row, gradient.data, row * gradient.numCols, weight);
                }
            }
        }
    }
}
