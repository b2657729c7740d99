package io.github.marginloss.check;

import io.github.marginloss.DescribedLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Sum;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Margin;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.row.FeatureNorm;
import io.github.marginloss.reference.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/**
 * A sample whose target angle is within 2<sup>−16</sup> of a kink of the margin.
 *
 * @param sample the sample
 * @param label its target class
 * @param theta its target angle, in radians
 * @param kink the angle of the margin's kink, in radians
 */
public record Kink(int sample, int label, double theta, double kink) {

    private static final double REACH = 0x1p-16;

    static List<Kink> of(Loss loss, DMatrixRMaj features, Parameters parameters, int[] labels) {
        List<Kink> found = new ArrayList<>();
        if (loss instanceof Reference reference) {
            return of(reference.loss(), features, parameters, labels);
        }
        if (loss instanceof Sum sum) {
            found.addAll(of(sum.first(), features, parameters, labels));
            found.addAll(of(sum.second(), features, parameters, labels));
        } else if (loss instanceof DescribedLoss described && described.head() instanceof Head.Cosine cosine) {
            for (int i = 0; i < labels.length; i++) {
                if (!described.reduction().ignores(labels[i])) {
                    double theta = angle(features, i, parameters.weights(), labels[i]);
                    Margin margin =
                            cosine.margin().margin(i, labels[i], FeatureNorm.rounded(new DoubleRows(features), i));
                    for (double kink : margin.kinks()) {
                        if (Math.abs(theta - kink) < REACH) {
                            found.add(new Kink(i, labels[i], theta, kink));
                        }
                    }
                }
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "sample %d: θ = %.6f is at the kink %.6f", sample, theta, kink);
    }

    /** Computes θ from the distance of the unit vectors, with an absolute error of about an ulp; NaN for a zero row. */
    private static double angle(DMatrixRMaj features, int i, DMatrixRMaj weights, int j) {
        int d = features.numCols;
        double x = norm(features, i);
        double w = norm(weights, j);
        double sum = 0;
        double difference = 0;
        for (int k = 0; k < d; k++) {
            double a = features.data[i * d + k] / x;
            double b = weights.data[j * d + k] / w;
            sum += (a + b) * (a + b);
            difference += (a - b) * (a - b);
        }
        return 2 * Math.atan2(Math.sqrt(difference), Math.sqrt(sum));
    }

    private static double norm(DMatrixRMaj matrix, int row) {
        double norm = 0;
        for (int k = 0; k < matrix.numCols; k++) {
            norm = Math.hypot(norm, matrix.data[row * matrix.numCols + k]);
        }
        return norm;
    }
}
