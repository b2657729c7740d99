package io.github.marginloss.study.exact;

import io.github.marginloss.ArcFace;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.core.Head;
import io.github.marginloss.study.cases.Case;
import io.github.marginloss.study.exact.Ball.TooWide;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * The true answer of a small call, every output rounded to the nearest double. A call is evaluated with 160 bits, and
 * then with three times as many each time until every output is certain. An output that 4320 bits cannot tell from a
 * tie counts as one.
 *
 * @param answer the outputs
 * @param bits the number of bits that it needed
 * @param open how many outputs remained uncertain, NaN in the answer; none are expected
 */
public record Truth(Evaluation answer, int bits, int open) {

    private static final int FIRST = 160;
    private static final int LAST = 4320;

    /** The truth of a call. */
    public static Truth of(Loss loss, DMatrixRMaj features, Parameters parameters, int... labels) {
        Inputs inputs = Inputs.of(features, parameters, labels);
        for (int bits = FIRST; ; bits *= 3) {
            boolean last = bits >= LAST;
            try {
                Outputs outputs = new Outputs(inputs);
                new Textbook(inputs, outputs, bits, last).add(loss, Ball.ONE);
                Rounding rounding = new Rounding(last);
                Evaluation answer = rounding.evaluation(outputs, features, parameters);
                if (last || rounding.open == 0) {
                    return new Truth(answer, bits, rounding.open);
                }
            } catch (TooWide e) {
                if (last) {
                    throw new IllegalStateException("undecided: " + loss, e);
                }
            }
        }
    }

    /** The losses with more digits than a double has: L, and each l_i. */
    public static List<BigDecimal> losses(Loss loss, DMatrixRMaj features, Parameters parameters, int... labels) {
        Outputs outputs = evaluated(loss, features, parameters, labels);
        return Stream.concat(Stream.of(outputs.total), Arrays.stream(outputs.losses))
                .map(number -> number.value().toBigDecimal())
                .toList();
    }

    /** The logits, rounded to nearest: margin, scale and bias included. */
    public static double[][] logits(Loss loss, DMatrixRMaj features, Parameters parameters, int... labels) {
        return Arrays.stream(evaluated(loss, features, parameters, labels).z)
                .map(row -> Arrays.stream(row)
                        .mapToDouble(z -> Rounded.of(Graded.of(z), true).getAsDouble())
                        .toArray())
                .toArray(double[][]::new);
    }

    /** The names of the golden cases' conventions on which a call with angles depends. */
    public static List<String> singularities(Case call) {
        if (!(call.loss() instanceof HeadLoss loss) || !(loss.head() instanceof Head.Cosine)) {
            return List.of();
        }
        Inputs in = Inputs.of(call.features(), call.parameters(), call.labels());
        List<Angle> angles = IntStream.range(0, in.y().length)
                .mapToObj(i -> new Angle(in.x()[i], in.w()[in.y()[i]], LAST))
                .filter(angle -> !angle.isZeroRow())
                .toList();
        List<String> names = new ArrayList<>();
        boolean smooth = !(loss instanceof ArcFace || loss instanceof CombinedMargin);
        if (!smooth && angles.stream().anyMatch(angle -> angle.isParallel() && isTip(loss, angle))) {
            names.add("kink");
        }
        if (loss instanceof ArcFace arcFace
                && arcFace.extension() == ArcFace.Extension.EASY
                && angles.stream().anyMatch(angle -> angle.cos.isZero())) {
            names.add("jump");
        }
        if (hasZeroRow(in.x())) {
            names.add("zero-x");
        }
        if (hasZeroRow(in.w())) {
            names.add("zero-w");
        }
        return names;
    }

    private static boolean isTip(HeadLoss loss, Angle angle) {
        return new Margins(LAST, true).of(loss, angle).slope() == null;
    }

    private static boolean hasZeroRow(Ball[]... rows) {
        return Arrays.stream(rows).anyMatch(row -> Arrays.stream(row).allMatch(Ball::isZero));
    }

    private static Outputs evaluated(Loss loss, DMatrixRMaj features, Parameters parameters, int... labels) {
        Inputs inputs = Inputs.of(features, parameters, labels);
        Outputs outputs = new Outputs(inputs);
        new Textbook(inputs, outputs, LAST, true).add(loss, Ball.ONE);
        return outputs;
    }

    /** Rounds outputs, and counts those that cannot be rounded. */
    private static final class Rounding {

        private final boolean last;
        private int open;

        Rounding(boolean last) {
            this.last = last;
        }

        Evaluation evaluation(Outputs outputs, DMatrixRMaj features, Parameters parameters) {
            Gradients gradients = Gradients.like(features, parameters);
            write(gradients.features(), outputs.x);
            write(gradients.weights(), outputs.w);
            write(gradients.bias(), new Graded[][] {outputs.b});
            write(gradients.centers(), outputs.c);
            double[] losses =
                    Arrays.stream(outputs.losses).mapToDouble(this::rounded).toArray();
            return new Evaluation(rounded(outputs.total), losses, gradients);
        }

        private void write(DMatrixRMaj matrix, Graded[]... rows) {
            if (matrix != null) {
                matrix.data = Arrays.stream(rows)
                        .flatMap(Arrays::stream)
                        .mapToDouble(this::rounded)
                        .toArray();
            }
        }

        private double rounded(Graded number) {
            OptionalDouble rounded = Rounded.of(number, last);
            open += rounded.isPresent() ? 0 : 1;
            return rounded.orElse(Double.NaN);
        }
    }
}
