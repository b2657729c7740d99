package io.github.marginloss.study.decimal;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.apfloat.ApfloatRuntimeException;
import org.ejml.data.DMatrixRMaj;

/**
 * The answer of a small call, computed only with Apfloat, with 120 digits and with 240. An output is decided if both
 * agree in 30 digits and are not within 1e-25 of a tie.
 */
public final class DecimalAnswer {

    private static final long DIGITS = 120;
    /** The number of digits that must be left in the first answer. */
    private static final long LEFT = 35;

    private static final Apfloat AGREEING = new Apfloat("1e-30", 20);
    private static final BigDecimal BELOW = BigDecimal.ONE.subtract(new BigDecimal("1e-25"));
    private static final BigDecimal ABOVE = BigDecimal.ONE.add(new BigDecimal("1e-25"));
    /** The decimal exponents of numbers that are neither 0 nor infinite as doubles. */
    private static final int RANGE = 400;

    private DecimalAnswer() {}

    /**
     * The outputs; NaN if undecided. Ties are undecided, and so are all outputs of a call with an angle of 0 or π or at
     * a branch point.
     */
    public static Evaluation of(Loss loss, DMatrixRMaj features, Parameters parameters, int... labels) {
        Gradients gradients = Gradients.like(features, parameters);
        double[] losses = new double[labels.length];
        Arrays.fill(losses, Double.NaN);
        Stream.of(gradients.features(), gradients.weights(), gradients.bias(), gradients.centers())
                .forEach(matrix -> fill(matrix));
        Optional<DecimalTextbook> few = textbook(loss, features, parameters, labels, DIGITS);
        Optional<DecimalTextbook> many = few.isEmpty() ? few : textbook(loss, features, parameters, labels, 2 * DIGITS);
        if (many.isEmpty()) {
            return new Evaluation(Double.NaN, losses, gradients);
        }
        DecimalTextbook a = few.get();
        DecimalTextbook b = many.get();
        Arrays.setAll(losses, i -> told(a.losses[i], b.losses[i]));
        write(gradients.features(), a.byX, b.byX);
        write(gradients.weights(), a.byW, b.byW);
        write(gradients.bias(), a.byB, b.byB);
        write(gradients.centers(), a.byC, b.byC);
        return new Evaluation(told(a.total, b.total), losses, gradients);
    }

    private static void fill(DMatrixRMaj matrix) {
        if (matrix != null) {
            Arrays.fill(matrix.data, Double.NaN);
        }
    }

    private static Optional<DecimalTextbook> textbook(
            Loss loss, DMatrixRMaj features, Parameters parameters, int[] labels, long digits) {
        DecimalTextbook textbook = new DecimalTextbook(features, parameters, labels, digits);
        try {
            textbook.add(loss, new Apfloat(1, digits));
            return Optional.of(textbook);
        } catch (ArithmeticException | ApfloatRuntimeException e) {
            // a division by 0, the angle of a zero row, a number beyond Apfloat's range, or no digit left
            return Optional.empty();
        }
    }

    private static void write(DMatrixRMaj matrix, Apfloat[][] few, Apfloat[][] many) {
        for (int i = 0; matrix != null && i < matrix.numRows; i++) {
            for (int k = 0; k < matrix.numCols; k++) {
                matrix.set(i, k, told(few[i][k], many[i][k]));
            }
        }
    }

    private static double told(Apfloat few, Apfloat many) {
        if (many.signum() == 0 && few.signum() == 0) {
            return 0;
        }
        if (many.signum() == 0 || few.signum() == 0 || few.precision() < LEFT) {
            return Double.NaN;
        }
        Apfloat bound = ApfloatMath.abs(many).multiply(AGREEING);
        if (ApfloatMath.abs(many.subtract(few)).compareTo(bound) > 0) {
            return Double.NaN;
        }
        if (Math.abs(many.scale()) > RANGE) {
            return many.scale() < 0 ? 0 : many.signum() * Double.POSITIVE_INFINITY;
        }
        BigDecimal value = new BigDecimal(many.toString());
        double below = value.multiply(BELOW).doubleValue();
        return below == value.multiply(ABOVE).doubleValue() ? below : Double.NaN;
    }
}
