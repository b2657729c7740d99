package io.github.marginloss.study.cases;

import io.github.marginloss.Center;
import io.github.marginloss.CosFace;
import io.github.marginloss.Loss;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.Scale;
import io.github.marginloss.study.cases.Trap.Call;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Cases with logits and results at the ends of their ranges. */
final class Ranges {

    private Ranges() {}

    private static Draft draft(RandomGenerator random) {
        return new Draft(random, 1 + random.nextInt(2), 1 + random.nextInt(4), 2 + random.nextInt(3));
    }

    /** Equal classes and others, with logits of 1e20 and more; biases are ordinary. */
    static Call largeLogits(RandomGenerator random) {
        Draft draft = draft(random);
        double size = random.nextInt(4) == 0 ? Vectors.power(random, 200, 300) : Vectors.power(random, 20, 45);
        for (int i = 0; i < draft.x.length; i++) {
            draft.x[i] = Vectors.times(size, draft.x[i]);
        }
        for (int j = 1; j < draft.w.length; j++) {
            switch (random.nextInt(4)) {
                case 0, 1 -> draft.w[j] = draft.w[0].clone();
                case 2 -> draft.w[j] = Differences.nudged(random, draft.w[0], 0);
                default -> {}
            }
        }
        Arrays.setAll(draft.bias, j -> random.nextInt(3));
        Loss loss = switch (random.nextInt(6)) {
            case 0 -> new NormalizedSoftmax();
            case 1 -> new CosFace(Math.min(size, 1e300), Family.pick(random, 0, 0.35));
            case 2 -> new SphereFace(2 + random.nextInt(3), 0);
            default -> new Softmax();
        };
        return new Call(draft, loss);
    }

    /** A leading class, in numbers of few or of all bits. Without the lead, losses and rows would be ties. */
    static Call leads(RandomGenerator random) {
        Draft draft = draft(random);
        double lead = Vectors.power(random, 1.6, 6);
        boolean whole = random.nextBoolean();
        for (int i = 0; i < draft.x.length; i++) {
            if (whole) {
                double factor = Math.scalb(Family.pick(random, 1, 3, 5), random.nextInt(8));
                draft.x[i] = Vectors.times(factor, Vectors.whole(random, draft.x[i].length));
            } else {
                draft.x[i] = Vectors.times(lead, draft.x[i]);
            }
        }
        double[] weights = new double[draft.x.length];
        Arrays.setAll(weights, i -> Family.pick(random, 1, 3, -3, 5, 0.25));
        Reduction reduction = random.nextBoolean() ? Reduction.weighted(weights) : Reduction.MEAN;
        Loss loss = switch (random.nextInt(6)) {
            case 0 -> new NormalizedSoftmax(Scale.norm(), reduction);
            case 1 -> new CosFace(lead, 0.25, reduction);
            case 2 -> new SphereFace(4, 0, Scale.fixed(lead), reduction);
            default -> new Softmax(reduction);
        };
        return new Call(draft, loss);
    }

    /** Coefficients and norms that raise results to 1e308 or lower them to 1e-323. */
    static Call ends(RandomGenerator random) {
        Draft draft = draft(random);
        double up = Vectors.power(random, 290, 307);
        double down = Vectors.power(random, -323, -300);
        double size = Family.pick(random, 1, 1, up, down);
        for (int i = 0; i < draft.x.length; i++) {
            draft.x[i] = Vectors.times(size, draft.x[i]);
        }
        if (random.nextInt(3) == 0) {
            draft.w[0] = Vectors.times(Family.pick(random, up / 4, down), draft.w[0]);
        }
        double a = Family.pick(random, up, down, -up, -down, 1);
        double[] weights = new double[draft.x.length];
        Arrays.setAll(weights, i -> a * random.nextDouble(0.5, 1));
        Loss loss = Differences.loss(random, Reduction.weighted(weights));
        if (random.nextInt(4) == 0) {
            loss = loss.plus(Family.pick(random, up, down), new Center(Reduction.weighted(weights)));
        }
        return new Call(draft, loss);
    }
}
