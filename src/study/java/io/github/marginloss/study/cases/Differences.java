package io.github.marginloss.study.cases;

import io.github.marginloss.Center;
import io.github.marginloss.CosFace;
import io.github.marginloss.Loss;
import io.github.marginloss.Reduction;
import io.github.marginloss.study.cases.Trap.Call;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Cases with differences of numbers that are equal, or equal except for their last bits. */
final class Differences {

    private Differences() {}

    static Call classes(RandomGenerator random) {
        Draft draft = new Draft(random, 1 + random.nextInt(2), 2 + random.nextInt(5), 2 + random.nextInt(3));
        if (random.nextInt(3) == 0) {
            double k = Vectors.power(random, -40, -15);
            draft = new Draft(random, 1, 2, 2);
            draft.x[0] = new double[] {1, 1};
            draft.w[0] = new double[] {1, k};
            draft.w[1] = new double[] {1, 3 * k};
        } else {
            for (int j = 1; j < draft.w.length; j++) {
                draft.w[j] = nudged(random, draft.w[0], random.nextInt(4) == 0 ? 1e-9 : 0);
            }
        }
        return new Call(draft, loss(random, Reduction.MEAN));
    }

    /** The row, with some entries changed by an ulp, or by a given fraction of their size. */
    static double[] nudged(RandomGenerator random, double[] row, double relative) {
        double[] nudged = row.clone();
        Arrays.setAll(nudged, k -> switch (random.nextInt(3)) {
            case 0 -> row[k];
            case 1 -> row[k] * (1 + relative) + Math.ulp(row[k]);
            default -> row[k] * (1 - relative) - Math.ulp(row[k]);
        });
        return nudged;
    }

    /** Any loss with an ordinary scale. */
    static Loss loss(RandomGenerator random, Reduction reduction) {
        Family family = Family.values()[random.nextInt(Family.values().length)];
        return family.loss(random, Family.pick(random, 1, 16, 64, random.nextDouble(1, 128)), reduction);
    }

    static Call samples(RandomGenerator random) {
        Draft draft = new Draft(random, 2 + random.nextInt(2), 1 + random.nextInt(4), 1 + random.nextInt(4));
        double relative = Family.pick(random, 0, 0, 1e-9, 1e-12);
        for (int i = 1; i < draft.x.length; i++) {
            draft.x[i] = random.nextInt(4) == 0 ? draft.x[0].clone() : nudged(random, draft.x[0], relative);
            draft.y[i] = draft.y[0];
        }
        double a = Family.pick(random, 1, 3, 0.1, random.nextDouble());
        double[] weights = new double[draft.x.length];
        weights[0] = a;
        weights[1] = random.nextInt(4) == 0 ? -Math.nextUp(a) : -a;
        Reduction reduction = Reduction.weighted(weights);
        return new Call(draft, random.nextInt(3) == 0 ? new Center(reduction) : loss(random, reduction));
    }

    /** A loss minus itself, with a weight and coefficients whose product is exactly 1 or nearly so. */
    static Call terms(RandomGenerator random) {
        Draft draft = new Draft(random, 1 + random.nextInt(3), 1 + random.nextInt(4), 1 + random.nextInt(4));
        int m = draft.x.length;
        double weight = Family.pick(random, 0.1, 1, 3, 0x1p-1000, 1e300, random.nextDouble());
        double off = Family.pick(random, weight, weight, weight, Math.nextUp(weight), Math.nextDown(weight));
        double[] coefficients = new double[m];
        Arrays.fill(coefficients, off);
        Loss own = random.nextInt(3) == 0 ? new CosFace() : loss(random, Reduction.SUM);
        Loss first = own.withReduction(Reduction.weighted(coefficients));
        Loss second = own.withReduction(Reduction.SUM);
        if (random.nextBoolean()) {
            // different by one bit: (1 + u)(1 − u) − 1
            double u = Family.pick(random, 0x1p-52, 0x1p-30, 0x1p-27);
            Arrays.fill(coefficients, 1 + u);
            first = own.withReduction(Reduction.SUM)
                    .plus(-(1 - u), own.withReduction(Reduction.weighted(coefficients)));
            return new Call(draft, random.nextBoolean() ? first : first.plus(-u * u, second));
        }
        return new Call(draft, first.plus(-weight, second));
    }
}
