package io.github.marginloss.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.Gradients;
import io.github.marginloss.Parameters;
import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.Scale;
import io.github.marginloss.internal.row.TargetRule;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference, too, goes through the norm where a margin knows it. */
class NormSlopeTest {

    private static final int M = 3;
    private static final int D = 3;
    private static final int N = 4;

    /** ψ = cos θ − 0.2 ‖x‖. */
    private static final TargetRule RULE = (sample, label, angle, norm) -> new TargetRule.Result(
            angle.cos().minus(0.2 * norm.toDouble()), angle.sin().negate(), DD.of(-0.2));

    static Scale[] scales() {
        return new Scale[] {Scale.fixed(3), Scale.norm()};
    }

    @ParameterizedTest
    @MethodSource("scales")
    void theGradientIsTheDifference(Scale scale) {
        Random random = new Random(7);
        DMatrixRMaj x = new DMatrixRMaj(M, D, true, random.doubles(M * D, -1, 1).toArray());
        DMatrixRMaj gradient = new DMatrixRMaj(M, D);
        loss(scale, x, gradient);
        for (int k = 0; k < M * D; k++) {
            double h = 0x1p-17;
            double value = x.data[k];
            x.data[k] = value + h;
            double above = loss(scale, x, null);
            x.data[k] = value - h;
            double below = loss(scale, x, null);
            x.data[k] = value;
            assertEquals((above - below) / (2 * h), gradient.data[k], 1e-9); // h² and rounding/h
        }
    }

    private static double loss(Scale scale, DMatrixRMaj x, DMatrixRMaj gradient) {
        DMatrixRMaj w =
                new DMatrixRMaj(N, D, true, new Random(8).doubles(N * D, -1, 1).toArray());
        Batch batch = new Batch(x, Parameters.ofWeights(w), new int[] {0, 3, 1});
        Sums sums = new Sums(batch, gradient != null);
        Real[] ones = new Real[M];
        Arrays.fill(ones, Real.ONE);
        new CosineTerm(scale, RULE, batch, sums).add(Real.ONE, ones);
        return sums.write(null, gradient == null ? null : Gradients.ofFeatures(gradient));
    }
}
