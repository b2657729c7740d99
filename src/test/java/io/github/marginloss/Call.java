package io.github.marginloss;

import io.github.marginloss.Parameters.Kind;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** The arguments of {@link Loss#evaluate}. */
record Call(DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {

    static final int M = 4;
    static final int D = 3;
    static final int N = 5;

    /** A good call, whose outputs are full of 7.5 and do not have the shapes of the results. */
    static Call good(Losses.Entry entry) {
        Batch batch = entry.batch(M, D, N, 71);
        double[] losses = new double[M];
        Arrays.fill(losses, 7.5);
        return new Call(
                batch.features(),
                batch.parameters(),
                batch.labels(),
                losses,
                new Gradients(
                        output(),
                        entry.kinds().contains(Kind.WEIGHTS) ? output() : null,
                        entry.kinds().contains(Kind.BIAS) ? output() : null,
                        entry.kinds().contains(Kind.CENTERS) ? output() : null));
    }

    double evaluate(Loss loss) {
        return loss.evaluate(features, parameters, labels, sampleLosses, gradients);
    }

    Call withFeatures(DMatrixRMaj x) {
        return new Call(x, parameters, labels, sampleLosses, gradients);
    }

    Call withParameters(Parameters p) {
        return new Call(features, p, labels, sampleLosses, gradients);
    }

    Call withParameter(Kind kind, DMatrixRMaj matrix) {
        return withParameters(new Parameters(
                kind == Kind.WEIGHTS ? matrix : parameters.weights(),
                kind == Kind.BIAS ? matrix : parameters.bias(),
                kind == Kind.CENTERS ? matrix : parameters.centers()));
    }

    Call withLabels(int... y) {
        return new Call(features, parameters, y, sampleLosses, gradients);
    }

    Call withLosses(double[] l) {
        return new Call(features, parameters, labels, l, gradients);
    }

    /** The call with another matrix for the gradient of a parameter, or of the features (null). */
    Call withGradient(Kind kind, DMatrixRMaj matrix) {
        return new Call(
                features,
                parameters,
                labels,
                sampleLosses,
                new Gradients(
                        kind == null ? matrix : gradients.features(),
                        kind == Kind.WEIGHTS ? matrix : gradients.weights(),
                        kind == Kind.BIAS ? matrix : gradients.bias(),
                        kind == Kind.CENTERS ? matrix : gradients.centers()));
    }

    static DMatrixRMaj output() {
        return Batch.map(new DMatrixRMaj(2, 7), v -> 7.5);
    }
}
