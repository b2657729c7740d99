package io.github.marginloss.study.cases;

import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Parameters.Kind;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/** The rows of a case under construction. The centers are the same rows as the class weights. */
final class Draft {

    final RandomGenerator random;
    final double[][] x;
    final double[][] w;
    final int[] y;
    final double[] bias;

    /** Gaussian rows and uniform labels. */
    Draft(RandomGenerator random, int m, int d, int n) {
        this.random = random;
        x = new double[m][];
        w = new double[n][];
        for (int i = 0; i < m; i++) {
            x[i] = Vectors.gaussian(random, d);
        }
        for (int j = 0; j < n; j++) {
            w[j] = Vectors.gaussian(random, d);
        }
        y = random.ints(m, 0, n).toArray();
        bias = Vectors.gaussian(random, n);
    }

    /** The class weight of sample i. */
    double[] target(int i) {
        return w[y[i]];
    }

    /** Puts every sample near its class weight, at a distance that is a multiple of its norm. */
    void gather(double distance) {
        for (int i = 0; i < x.length; i++) {
            double size = Vectors.norm(target(i)) / Math.sqrt(x[i].length);
            x[i] = Vectors.combine(1, target(i), distance * size, x[i]);
        }
    }

    /** Gives every sample a norm. */
    void norms(double norm) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Vectors.withNorm(x[i], norm);
        }
    }

    Case toCase(String group, Family family, long number, Loss loss) {
        Parameters parameters = new Parameters(
                loss.uses().contains(Kind.WEIGHTS) ? new DMatrixRMaj(w) : null,
                loss.uses().contains(Kind.BIAS) && number % 2 == 0 ? new DMatrixRMaj(bias) : null,
                loss.uses().contains(Kind.CENTERS) ? new DMatrixRMaj(w) : null);
        return new Case(group, family, number, loss, new DMatrixRMaj(x), parameters, y);
    }
}
