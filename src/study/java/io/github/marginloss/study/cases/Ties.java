package io.github.marginloss.study.cases;

import io.github.marginloss.Center;
import io.github.marginloss.Loss;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.study.cases.Trap.Call;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Cases whose results are rational: halfway between two doubles, or doubles themselves. */
final class Ties {

    private Ties() {}

    static Call means(RandomGenerator random) {
        int m = (int) Family.pick(random, 3, 3, 3, 7, 7, 123);
        Draft draft = new Draft(random, m, 1 + random.nextInt(2), 1 + random.nextInt(3));
        if (random.nextInt(3) == 0) {
            Arrays.setAll(draft.x, i -> draft.x[0].clone());
        }
        Loss loss = random.nextBoolean() ? new Center(Reduction.MEAN) : Differences.loss(random, Reduction.MEAN);
        return new Call(draft, loss);
    }

    /** Equal logits, so that p = 1/n, with entries of 53 bits and coefficients that make a result one bit too long. */
    static Call exact(RandomGenerator random) {
        int n = (int) Family.pick(random, 2, 3, 4, 6, 8);
        Draft draft = new Draft(random, 1 + random.nextInt(2), 1 + random.nextInt(3), n);
        boolean zeroWeights = random.nextBoolean();
        for (int j = 0; j < n; j++) {
            draft.w[j] = zeroWeights ? new double[draft.w[j].length] : odd(random, draft.w[j].length);
            draft.bias[j] = 0;
        }
        for (int i = 0; i < draft.x.length; i++) {
            int d = draft.x[i].length;
            draft.x[i] = zeroWeights || random.nextInt(4) == 0 ? odd(random, d) : new double[d];
        }
        double[] weights = new double[draft.x.length];
        Arrays.setAll(weights, i -> Family.pick(random, 1, 3, 5, 7, -3, 0.75, 1.5));
        Reduction reduction = Reduction.weighted(weights);
        Loss loss = switch (random.nextInt(4)) {
            case 0 -> new Center(reduction);
            case 1 -> new Softmax(reduction).plus(Family.pick(random, 3, 0.5, 6), new Center(reduction));
            default -> new Softmax(random.nextInt(4) == 0 ? Reduction.MEAN : reduction);
        };
        return new Call(draft, loss);
    }

    /**
     * Results that would be ties without exponentials below e^−1000. The largest exponential cancels: in a column where
     * two classes are equal, or in L, because the samples have one, two and three classes at the same distance.
     */
    static Call tails(RandomGenerator random) {
        int m = 1 + random.nextInt(3);
        Draft draft = new Draft(random, m, 3, 5);
        double[] first = odd(random, 3);
        double[][] steps = {{0, 0, 0}, {0, 1, 0}, {1, 1, 0}, {0, 1, 1}};
        Arrays.setAll(draft.w, j -> j < 4 ? Vectors.combine(1, first, -1, steps[j]) : odd(random, 3));
        draft.w[4][1] = first[1] - 3;
        double lead = Math.scalb(random.nextDouble(1, 2), random.nextInt(11, 60));
        double more = Math.scalb(1, random.nextInt(60));
        for (int i = 0; i < m; i++) {
            draft.x[i] = new double[] {i < 1 ? more : 0, lead, i < 2 ? more : 0};
            draft.y[i] = 4;
        }
        double a = Family.pick(random, 1, -1, 3, 0.75, 1.5, 7);
        double[][] weights = {{a}, {2 * a, -a}, {3 * a, -3 * a, a}};
        return new Call(draft, new Softmax(Reduction.weighted(weights[m - 1])));
    }

    /** Entries of 53 bits, the last of them 1, times a small power of two. */
    private static double[] odd(RandomGenerator random, int d) {
        double[] row = new double[d];
        Arrays.setAll(row, k -> {
            double whole = random.nextLong(1L << 52, 1L << 53) | 1;
            return Math.scalb(random.nextBoolean() ? whole : -whole, random.nextInt(-56, -48));
        });
        return row;
    }
}
