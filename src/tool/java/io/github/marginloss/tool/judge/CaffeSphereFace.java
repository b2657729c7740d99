package io.github.marginloss.tool.judge;

import io.github.marginloss.Evaluation;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.MultiplicativeAngle;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * The gradient of wy1iu/sphereface: ∂(‖x‖φ)/∂x is A ŵ + B x, and the layer divides A and B by √(A² + B²). Its ∂W is the
 * gradient of a product x·W.
 */
final class CaffeSphereFace extends Textbook {

    /** For ∂W, takes the slope of the product, neither projected nor divided. */
    @Override
    double projection(double norm, boolean ofX) {
        return 0;
    }

    @Override
    double divisor(double norm, boolean ofX) {
        return 1;
    }

    @Override
    double slope(Head.Cosine head, double cos) {
        return 1;
    }

    static Optional<Evaluation> answer(Question question) {
        if (!(question.loss() instanceof SphereFace sphere) || !isNorm((Head.Cosine) sphere.head())) {
            return Optional.empty();
        }
        Evaluation product = new CaffeSphereFace().evaluate(question);
        DMatrixRMaj x = question.features();
        DMatrixRMaj gradient = new DMatrixRMaj(x.numRows, x.numCols);
        double[] a = sphere.reduction().coefficients(question.labels());
        for (int i = 0; i < a.length; i++) {
            sample(question, sphere, i, a[i], gradient);
        }
        return Optional.of(NamedOutputs.with(product, "dX", matrix -> gradient));
    }

    private static void sample(Question question, SphereFace sphere, int i, double weight, DMatrixRMaj gradient) {
        double[] x = NamedOutputs.row(question.features(), i);
        double r = NamedOutputs.norm(x);
        int y = question.label(i);
        double[][] w = NamedOutputs.rows(question.parameters().weights());
        double[] z = new double[w.length];
        for (int j = 0; j < w.length; j++) {
            double norm = NamedOutputs.norm(w[j]);
            for (int k = 0; k < x.length; k++) {
                w[j][k] /= norm;
                z[j] += w[j][k] * x[k];
            }
        }
        double cos = z[y] / r;
        z[y] = r * margin((Head.Cosine) sphere.head()).value(cos, sine(cos));
        double[] g = new double[w.length];
        new Textbook().entropy(z, y, g);
        MultiplicativeAngle phi = new MultiplicativeAngle(sphere.t(), 0);
        double byW = sine(cos) == 0 ? 0 : -phi.slope(cos, sine(cos)) / sine(cos);
        double byX = (phi.value(cos, sine(cos)) - byW * cos) / r;
        double size = Math.hypot(byW, byX);
        double lambda = sphere.lambda();
        for (int k = 0; k < x.length; k++) {
            double target = (lambda * w[y][k] + (byW * w[y][k] + byX * x[k]) / size) / (1 + lambda);
            double sum = 0;
            for (int j = 0; j < w.length; j++) {
                sum += g[j] * (j == y ? target : w[j][k]);
            }
            gradient.set(i, k, weight * sum);
        }
    }
}
