package io.github.marginloss.study.exact;

import io.github.marginloss.study.cases.Case;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/** Checks the truth itself: compares its functions with another library's, and its gradients with differences of L. */
public final class SelfCheck {

    private static final int BITS = 1000;
    /** An entry is moved by 2^-120 of its row, so a difference has an error of about 2^-240. */
    private static final int STEP = -120;

    private static final int EQUAL = -60;

    private SelfCheck() {}

    /** A function, in both implementations. */
    private record Function(String name, UnaryOperator<Ball> own, UnaryOperator<Apfloat> other) {}

    /**
     * Compares exp, log, sin, cos and arctan with Apfloat's, with 160 to 1440 bits.
     *
     * @return the number of arguments for which the claimed bound does not hold
     */
    public static long functions(int each) {
        Function[] functions = {
            new Function("exp", Elementary::exp, ApfloatMath::exp),
            new Function("log1p", x -> Elementary.log1p(x.times(x)), x -> ApfloatMath.log(one(x).add(x.multiply(x)))),
            new Function("sin", x -> Elementary.sin(x, 0), ApfloatMath::sin),
            new Function("cos", x -> Elementary.sin(x, 1), ApfloatMath::cos),
            new Function(
                    "angle",
                    x -> Elementary.angle(x, Ball.ONE.at(x.bits)),
                    x -> ApfloatMath.acos(x.divide(ApfloatMath.sqrt(one(x).add(x.multiply(x)))))),
        };
        RandomGenerator random = new SplittableRandom(1);
        long wrong = 0;
        for (int k = 0; k < each; k++) {
            double x = random.nextGaussian() * Math.pow(10, random.nextDouble(-6, 3));
            int bits = k % 16 == 0 ? 1440 : k % 4 == 0 ? 480 : 160;
            for (Function function : functions) {
                wrong += agree(function, x, bits) ? 0 : 1;
            }
        }
        return wrong;
    }

    private static Apfloat one(Apfloat like) {
        return new Apfloat(1, like.precision());
    }

    private static boolean agree(Function function, double x, int bits) {
        long digits = bits / 3 + 40;
        Apfloat other = function.other.apply(new Apfloat(new BigDecimal(x), digits));
        Ball own = function.own.apply(Ball.of(x).at(bits));
        Apfloat unit = ApfloatMath.pow(new Apfloat(2, digits), own.exponent);
        Apfloat distance = other.divide(unit).subtract(new Apfloat(own.mid, digits));
        // Apfloat's own uncertainty is far below a unit
        Apfloat bound = new Apfloat(own.rad, digits).add(new Apfloat("1e-9", digits));
        return ApfloatMath.abs(distance).compareTo(bound) <= 0 && own.rad.bitLength() < 31;
    }

    /**
     * Compares every entry of a call's gradients with the symmetric difference of L.
     *
     * @return the number of entries that differ by more than 2^-60 of the row and more than the error of the difference
     */
    public static int differences(Case call) {
        Inputs in = Inputs.of(call.features(), call.parameters(), call.labels());
        Outputs outputs = evaluated(call, in);
        long loss = Math.max(top(outputs.total), top(outputs.losses));
        return differences(call, in, in.x(), outputs.x, loss)
                + differences(call, in, in.w(), outputs.w, loss)
                + (in.b() == null ? 0 : differences(call, in, new Ball[][] {in.b()}, new Graded[][] {outputs.b}, loss))
                + differences(call, in, in.c(), outputs.c, loss);
    }

    private static long top(Graded... row) {
        return Arrays.stream(row)
                .map(Graded::value)
                .filter(value -> !value.isZero())
                .mapToLong(Ball::top)
                .max()
                .orElse(-2 * BITS);
    }

    private static Outputs evaluated(Case call, Inputs in) {
        Outputs outputs = new Outputs(in);
        new Textbook(in, outputs, BITS, true).add(call.loss(), Ball.ONE);
        return outputs;
    }

    private static int differences(Case call, Inputs in, Ball[][] rows, Graded[][] slopes, long loss) {
        int wrong = 0;
        for (int i = 0; rows != null && i < rows.length; i++) {
            long size = Arrays.stream(rows[i])
                    .filter(x -> !x.isZero())
                    .mapToLong(Ball::top)
                    .max()
                    .orElse(0);
            // the error of a difference, and of rounding
            long unseen = loss - size + Math.max(2 * STEP, -BITS - STEP) + 20;
            long allowed = Math.max(top(slopes[i]) + EQUAL, unseen);
            for (int k = 0; k < rows[i].length; k++) {
                Ball value = rows[i][k];
                Ball h = Ball.ONE.scaled(size + STEP);
                rows[i][k] = value.plus(h);
                Ball above = evaluated(call, in).total.value();
                rows[i][k] = value.minus(h);
                Ball below = evaluated(call, in).total.value();
                rows[i][k] = value;
                Ball error = above.minus(below).scaled(-1 - size - STEP).minus(slopes[i][k].value());
                boolean seen = error.mid.abs().compareTo(error.rad) > 0;
                wrong += seen && error.top() >= allowed ? 1 : 0;
            }
        }
        return wrong;
    }
}
