package io.github.marginloss.study.cases;

import io.github.marginloss.ArcFace;
import io.github.marginloss.ArcFace.Extension;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.Loss;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.Reduction;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.AdditiveAngle;
import io.github.marginloss.core.AdditiveCosine;
import io.github.marginloss.core.CombinedAngle;
import io.github.marginloss.core.ConstantCosine;
import io.github.marginloss.core.EasyAngle;
import io.github.marginloss.core.ExtendedAngle;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.MultiplicativeAngle;
import io.github.marginloss.core.Scale;
import io.github.marginloss.study.cases.Trap.Call;
import io.github.marginloss.study.exact.NearRows;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Cases with angles at which a margin is singular, exactly or as closely as doubles permit. */
final class SingularAngles {

    private SingularAngles() {}

    private static Draft draft(RandomGenerator random, int d) {
        return new Draft(random, 1 + random.nextInt(2), d, 2 + random.nextInt(2));
    }

    private static Extension extension(RandomGenerator random) {
        return Extension.values()[random.nextInt(Extension.values().length)];
    }

    private static double scale(RandomGenerator random) {
        return Family.pick(random, 1, 30, 64, random.nextDouble(1, 128));
    }

    private static double margin(RandomGenerator random) {
        return Family.pick(random, 0.5, 1, 0.1, 1e-8, Math.PI / 2, random.nextDouble(3));
    }

    static Call branches(RandomGenerator random) {
        boolean turned = random.nextBoolean();
        int bits = turned ? 49 : 53;
        double m = margin(random);
        double s = scale(random);
        Loss loss;
        List<double[]> rows;
        switch (random.nextInt(3)) {
            case 0 -> {
                int t = (int) Family.pick(random, 2, 3, 4, 5, 6, 7, 8, 9, 50, 64, 65, 1000);
                Scale scale = random.nextBoolean() ? Scale.norm() : Scale.fixed(s);
                loss = new SphereFace(t, Family.pick(random, 0, 0, 5, 1e-3), scale);
                rows = NearRows.ofTurn(1 + random.nextInt(t - 1), t, bits);
            }
            case 1 -> {
                double m1 = Family.pick(random, 1, 2, 1.35, 3);
                loss = new CombinedMargin(s, m1, m, 0);
                rows = NearRows.ofRest(m, m1, bits);
            }
            default -> {
                Extension extension = extension(random);
                loss = new ArcFace(s, m, extension);
                rows = extension == Extension.EASY ? upright(random) : NearRows.ofRest(m, 1, bits);
            }
        }
        Draft draft = draft(random, 2);
        draft.w[draft.y[0]] = rows.get(Math.max(0, rows.size() - 1 - random.nextInt(8)));
        draft.x[0] = Vectors.times(Math.scalb(1.0, random.nextInt(-3, 4)), new double[] {1, 0});
        if (turned) {
            turn(draft, Family.pick(random, 1, 2, 3, 4), Family.pick(random, 1, 3, 4, 5));
        }
        return new Call(draft, loss);
    }

    /** Rows at π/2, or as near to it as doubles permit. */
    private static List<double[]> upright(RandomGenerator random) {
        double near = Family.pick(random, 0, Double.MIN_VALUE, 1e-300, 1e-40, 0x1p-52);
        return List.of(new double[] {random.nextBoolean() ? near : -near, random.nextDouble(1, 2)});
    }

    /** Turns all rows by the angle of (p, q); the result is exact if they are whole numbers. */
    private static void turn(Draft draft, double p, double q) {
        for (double[][] rows : new double[][][] {draft.x, draft.w}) {
            Arrays.setAll(rows, i -> new double[] {p * rows[i][0] - q * rows[i][1], q * rows[i][0] + p * rows[i][1]});
        }
    }

    static Call cones(RandomGenerator random) {
        Draft draft = draft(random, 1 + random.nextInt(4));
        for (int i = 0; i < draft.x.length; i++) {
            double factor = Math.scalb(random.nextBoolean() ? 1.0 : -1.0, random.nextInt(-600, 600) / 2);
            draft.x[i] = Vectors.times(factor, draft.target(i));
        }
        Loss loss = random.nextInt(3) == 0
                ? Differences.loss(random, Reduction.SUM)
                : new ArcFace(scale(random), Family.pick(random, 0.5, 1, 3, Math.PI, 0), extension(random));
        return new Call(draft, loss);
    }

    static Call whole(RandomGenerator random) {
        Draft draft = draft(random, 2 + random.nextInt(2));
        double[][] triples = {{3, 4}, {4, 3}, {5, 12}, {-3, 4}, {8, -15}, {0, 1}, {1, 0}, {1, 1}, {1, -1}};
        for (double[][] rows : new double[][][] {draft.x, draft.w}) {
            Arrays.setAll(rows, i -> {
                double factor = Math.scalb(Family.pick(random, 1, 1, 3, 7), random.nextInt(-2, 3));
                return Vectors.times(factor, Arrays.copyOf(triples[random.nextInt(triples.length)], rows[i].length));
            });
        }
        return new Call(draft, Differences.loss(random, random.nextBoolean() ? Reduction.SUM : Reduction.MEAN));
    }

    /**
     * x is W_y with some entries changed by an ulp or a little more. All numbers have the size 1e-300 or 1e300, or are
     * subnormal.
     */
    static Call nearlyParallel(RandomGenerator random) {
        Draft draft = draft(random, 2 + random.nextInt(3));
        double size = Family.pick(random, 1e-300, 1e-300, 1e-320, 1e300, 1);
        double other = Family.pick(random, size, 1, 1e-300);
        for (int i = 0; i < draft.x.length; i++) {
            double[] same = Vectors.times(random.nextBoolean() ? size : -size, draft.target(i));
            draft.x[i] = Differences.nudged(random, same, Family.pick(random, 0, 0, 1e-9));
        }
        Arrays.setAll(draft.w, j -> Vectors.times(other, draft.w[j]));
        return new Call(draft, Differences.loss(random, Reduction.MEAN));
    }

    static Call margins(RandomGenerator random) {
        AdditiveAngle angle = new AdditiveAngle(margin(random));
        Margin margin = switch (random.nextInt(8)) {
            case 0 -> angle;
            case 1 -> new AdditiveCosine(random.nextDouble(-1, 1));
            case 2 -> new CombinedAngle(random.nextDouble(0.5, 2), angle.m(), random.nextDouble());
            case 3 -> new ConstantCosine(random.nextDouble(-1, 1));
            case 4 -> new EasyAngle(angle);
            case 5 -> ExtendedAngle.linear(angle);
            case 6 -> random.nextBoolean() ? ExtendedAngle.continuous(angle) : ExtendedAngle.clamped(angle);
            default -> new MultiplicativeAngle(1 + random.nextInt(9), Family.pick(random, 0, 5));
        };
        Scale scale = random.nextBoolean() ? Scale.norm() : Scale.fixed(scale(random));
        Loss loss = new MarginSoftmax(scale, margin);
        Draft draft = draft(random, 2 + random.nextInt(3));
        if (random.nextBoolean()) {
            Hostile.angles(draft, Group.singularAngles(loss));
        }
        return new Call(draft, loss);
    }

    static Call combined(RandomGenerator random) {
        double m1 = Vectors.power(random, -300, 308);
        double m2 = Family.pick(random, 0, 0, 0.5, Math.PI, Double.MIN_VALUE);
        Draft draft = draft(random, 1 + random.nextInt(4));
        if (random.nextInt(3) == 0) {
            Hostile.angles(draft, 0, Math.PI / 2, Math.PI);
        }
        return new Call(draft, new CombinedMargin(scale(random), m1, m2, Family.pick(random, 0, 0.35)));
    }
}
