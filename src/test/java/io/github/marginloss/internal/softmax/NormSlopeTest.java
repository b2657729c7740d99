package io.github.marginloss.internal.softmax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.core.DD;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.Scale;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.row.GradientRows;
import io.github.marginloss.internal.row.TargetRule;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A margin may know a sample's norm, label and place; the gradient then flows through the norm as well. */
class NormSlopeTest {

    private static final int M = 4;
    private static final int D = 3;
    private static final int N = 5;

    /** ψ = cos θ − 0.1 (1 + i + y) √‖x‖. */
    private static final TargetRule RULE = (sample, label, angle, norm) -> {
        double factor = 0.1 * (1 + sample + label);
        double size = norm.toDouble();
        return new TargetRule.Result(
                angle.cos().minus(factor * Math.sqrt(size)),
                angle.sin().negate(),
                DD.of(-factor / (2 * Math.sqrt(size))));
    };

    static Scale[] scales() {
        return new Scale[] {Scale.fixed(3), Scale.norm()};
    }

    @ParameterizedTest
    @MethodSource("scales")
    void theGradientIsTheDifference(Scale scale) {
        Random random = new Random(7);
        DMatrixRMaj x = new DMatrixRMaj(M, D, true, random.doubles(M * D, -1, 1).toArray());
        DMatrixRMaj gradient = new DMatrixRMaj();
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
        Inputs inputs = new Inputs(
                new DoubleRows(x),
                new DoubleRows(w),
                null,
                new int[] {0, 4, 1, 4},
                KernelChoice.serving(),
                Tiling.of(M, D, N));
        Real[] ones = new Real[M];
        Arrays.fill(ones, Real.ONE);
        double sum = 0;
        try (Parallel parallel = Parallel.forProduct(0)) {
            Demand demand = new Demand(gradient != null, false, 1, null);
            SoftmaxTerm term = new SoftmaxTerm(inputs, CosineGeometry.of(scale, RULE, inputs), demand, parallel);
            for (int i = 0; i < M; i++) {
                sum += term.loss(i).toDouble();
            }
            if (gradient != null) {
                gradient.reshape(M, D);
                GradientRows.write(M, M, new DoubleRows(gradient), null, List.of(term.features(ones)), parallel);
            }
        }
        return sum;
    }
}
