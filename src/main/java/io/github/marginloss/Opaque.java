package io.github.marginloss;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.core.Check;
import io.github.marginloss.core.GradientRows;
import io.github.marginloss.core.Real;
import java.util.Arrays;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/** A term of a sum that is known by its results alone, which are doubles: a user's own loss. */
record Opaque(Set<Kind> kinds, Real weight, double loss, double[] losses, Gradients gradients) implements Part {

    /**
     * What an entry is before a term has written it: NaN as arithmetic does not make it, but on most processors keeps.
     */
    private static final double UNWRITTEN = Double.longBitsToDouble(0x7ff8_6d61_7267_696eL);

    /** Evaluates the loss into outputs of its own. */
    static Opaque of(
            Loss loss, Real weight, DMatrixRMaj features, Parameters parameters, int[] labels, Gradients wanted) {
        double[] losses = new double[labels.length];
        Arrays.fill(losses, UNWRITTEN);
        Gradients own = apart(wanted.only(loss.uses()), features, parameters);
        Gradients asked = own.equals(Gradients.NONE) ? null : own;
        double value = loss.evaluate(features, parameters.only(loss.uses()), labels, losses, asked);
        int missing = firstUnwritten(losses, losses.length);
        if (missing >= 0) {
            throw unwritten("sampleLosses[" + missing + "]");
        }
        written("features", own.features(), features);
        written("weights", own.weights(), parameters.weights());
        written("bias", own.bias(), parameters.bias());
        written("centers", own.centers(), parameters.centers());
        return new Opaque(loss.uses(), weight, value, losses, own);
    }

    private static Gradients apart(Gradients wanted, DMatrixRMaj features, Parameters parameters) {
        return new Gradients(
                apart(wanted.features(), features),
                apart(wanted.weights(), parameters.weights()),
                apart(wanted.bias(), parameters.bias()),
                apart(wanted.centers(), parameters.centers()));
    }

    private static DMatrixRMaj apart(DMatrixRMaj wanted, DMatrixRMaj like) {
        if (wanted == null) {
            return null;
        }
        DMatrixRMaj matrix = new DMatrixRMaj(like.numRows, like.numCols);
        Arrays.fill(matrix.data, UNWRITTEN);
        return matrix;
    }

    /** What a term has written must fit and be written throughout, and is looked at before any output is touched. */
    private static void written(String kind, DMatrixRMaj gradient, DMatrixRMaj like) {
        if (gradient == null) {
            return;
        }
        String name = "what a term has written as gradients." + kind;
        Check.complete(name, gradient);
        Check.shape(name, gradient, like.numRows, like.numCols, "", kind, like);
        int missing = firstUnwritten(gradient.data, like.numRows * like.numCols);
        if (missing >= 0) {
            throw unwritten("gradients." + kind + "[" + missing / like.numCols + ", " + missing % like.numCols + "]");
        }
    }

    /** Its index, or −1. A sign may have been turned. */
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
                "a term has not written " + entry + ": every entry expected, whatever was there");
    }

    @Override
    public void addLosses(Total total, Total[] totals) {
        total.add(weight, loss);
        for (int i = 0; totals != null && i < totals.length; i++) {
            totals[i].add(weight, losses[i]);
        }
    }

    @Override
    public void addGradients(GradientSums rows) {
        add(gradients.features(), rows.features());
        for (Kind kind : kinds) {
            add(gradients.get(kind), rows.of(kind));
        }
    }

    private void add(DMatrixRMaj gradient, GradientRows target) {
        for (int row = 0; gradient != null && row < gradient.numRows; row++) {
            target.put(row, gradient.data, row * gradient.numCols, weight);
        }
    }
}
