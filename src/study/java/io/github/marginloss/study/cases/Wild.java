package io.github.marginloss.study.cases;

import io.github.marginloss.AdaFace;
import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.ClassMargins;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.ElasticFace;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.Loss;
import io.github.marginloss.MagFace;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.NormStatistics;
import io.github.marginloss.Reduction;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.AdditiveAngle;
import io.github.marginloss.core.MarginRule;
import io.github.marginloss.core.Scale;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Small calls in which everything may be extreme at once: sizes, angles, scales, margins, weights. */
public final class Wild {

    private static final double[] SIZES = {-323, -310, -300, -160, -30, 30, 160, 300};
    private static final double[] OFFSETS = {0, 0, 1e-16, -1e-16, 1e-12, -1e-12, 1e-8, -1e-8, 1e-3, -1e-3};

    private final RandomGenerator random;

    private Wild(RandomGenerator random) {
        this.random = random;
    }

    /** Call number k, which depends only on k. */
    public static Case make(long number) {
        return new Wild(new SplittableRandom(~number)).call(number);
    }

    private Case call(long number) {
        Draft draft = new Draft(random, 1 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(4));
        Family family = Family.values()[random.nextInt(Family.values().length)];
        Reduction reduction = reduction(draft, family);
        Loss loss = loss(family, reduction);
        if (number % 4 == 3) {
            loss = adaptive(draft, loss, reduction);
        }
        rows(draft, Group.singularAngles(loss));
        return draft.toCase("everything extreme at once", family, number, loss);
    }

    private Loss loss(Family family, Reduction reduction) {
        double s = random.nextInt(4) == 0 ? 64 : Vectors.power(random, -3, 6);
        Loss loss = random.nextInt(4) == 0 ? extreme(family, s, reduction) : family.loss(random, s, reduction);
        if (family != Family.JOINT && family != Family.CENTER && random.nextInt(16) == 0) {
            double weight = Family.pick(random, 1, -1, 0, 1e300, random.nextGaussian());
            loss = loss.plus(weight, new Center(random.nextBoolean() ? reduction : Reduction.SUM));
        }
        return loss;
    }

    /** Adds smoothed labels, ignored labels, or a margin that depends on the sample. */
    private Loss adaptive(Draft draft, Loss loss, Reduction reduction) {
        double s = Vectors.power(random, -3, 6);
        double epsilon = Family.pick(random, 0.1, 1, 0.5, 1e-20, Double.MIN_VALUE, random.nextDouble());
        MarginRule rule = random.nextBoolean()
                ? ClassMargins.angular(margins(draft.w.length, Math.PI))
                : ClassMargins.cosine(margins(draft.w.length, 2));
        Loss chosen = switch (random.nextInt(6)) {
            case 0 -> ElasticFace.angular(s, margins(draft.x.length, Math.PI)).withReduction(reduction);
            case 1 -> new MarginSoftmax(random.nextBoolean() ? Scale.norm() : Scale.fixed(s), rule, reduction);
            case 2 -> {
                double deviation = Family.pick(random, 0, 1e-300, 1, 100, random.nextDouble());
                NormStatistics norms = new NormStatistics(Family.pick(random, 0, 1, 20, -1e300), deviation);
                double m = Family.pick(random, 0, 0.4, 2, random.nextDouble());
                yield new AdaFace(s, m, Family.pick(random, 0, 0.333, -1, 1e300), norms, reduction);
            }
            case 3 -> {
                double smallest = Family.pick(random, 1e-100, 1e-10, 1, 10);
                double largest = smallest * Family.pick(random, 1, 1 + 0x1p-52, 11, 1e80);
                MagFace.Range range =
                        new MagFace.Range(smallest, largest, random.nextDouble(), 1 + random.nextDouble(2));
                yield new MagFace(s, range, Family.pick(random, 0, 1, 35, 1e300), random.nextBoolean(), reduction);
            }
            default -> loss;
        };
        Loss smoothed =
                chosen instanceof HeadLoss head && random.nextBoolean() ? new LabelSmoothing(head, epsilon) : chosen;
        return random.nextInt(3) == 0
                ? smoothed.withReduction(reduction.ignoring(random.nextInt(draft.w.length)))
                : smoothed;
    }

    private double[] margins(int length, double largest) {
        double[] margins = new double[length];
        Arrays.setAll(margins, k -> Family.pick(random, 0, largest, -largest, random.nextDouble(-largest, largest)));
        return margins;
    }

    /** Margins and multipliers at the ends of their permitted ranges. */
    private Loss extreme(Family family, double s, Reduction reduction) {
        double angle = Family.pick(random, 0, Double.MIN_VALUE, 1e-8, Math.PI / 2, 3, Math.PI);
        double huge = Family.pick(random, Double.MIN_VALUE, 1e-300, 1e8, 1e300, Double.MAX_VALUE);
        Scale scale = random.nextBoolean() ? Scale.norm() : Scale.fixed(s);
        return switch (family) {
            case NORMALIZED -> new MarginSoftmax(scale, new AdditiveAngle(angle), reduction);
            case SPHERE, SPHERE_FIXED ->
                new SphereFace(
                        (int) Family.pick(random, 2, 7, 64, 65, 1000),
                        random.nextBoolean() ? 0 : huge,
                        scale,
                        reduction);
            case COS -> new CosFace(s, Math.min(huge, 2), reduction);
            case COMBINED ->
                new CombinedMargin(s, huge, angle, random.nextBoolean() ? 0 : Math.min(huge, 2), reduction);
            case ARC_NONE, ARC_LINEAR, ARC_CONTINUOUS, ARC_CLAMP, ARC_EASY ->
                new ArcFace(s, angle, ArcFace.Extension.values()[random.nextInt(5)], reduction);
            default -> family.loss(random, s, reduction);
        };
    }

    private Reduction reduction(Draft draft, Family family) {
        // a weight that enlarges subnormal numbers shows how many digits they have lost
        double extreme = family.isCosine() ? 1e50 : 1;
        return switch (random.nextInt(5)) {
            case 0 -> Reduction.SUM;
            case 1 -> Reduction.weighted(weights(draft.x.length, extreme));
            case 2 -> Reduction.classWeighted(weights(draft.w.length, extreme));
            default -> Reduction.MEAN;
        };
    }

    private double[] weights(int length, double extreme) {
        double[] weights = new double[length];
        Arrays.setAll(weights, k -> Family.pick(random, 0, 1, -1, 1 / extreme, extreme, random.nextGaussian()));
        return weights;
    }

    private void rows(Draft draft, double... singular) {
        int d = draft.x[0].length;
        for (int j = 0; j < draft.w.length; j++) {
            draft.w[j] = direction(d, draft.w[random.nextInt(draft.w.length)]);
        }
        for (int i = 0; i < draft.x.length; i++) {
            double angle = Family.pick(random, singular) + Family.pick(random, OFFSETS);
            draft.x[i] = switch (random.nextInt(4)) {
                case 0 -> direction(d, draft.w[random.nextInt(draft.w.length)]);
                case 1 -> Vectors.times(random.nextBoolean() ? 1 : -2, draft.target(i));
                default -> Vectors.atAngle(random, draft.target(i), angle, 1);
            };
        }
        double common = random.nextBoolean() ? size() : Double.NaN;
        for (double[][] rows : new double[][][] {draft.x, draft.w, {draft.bias}}) {
            for (int i = 0; i < rows.length; i++) {
                double[] sized = Hostile.sized(rows[i], Double.isNaN(common) ? size() : common);
                System.arraycopy(sized, 0, rows[i], 0, sized.length);
            }
        }
    }

    private double[] direction(int d, double... other) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> Vectors.gaussian(random, d);
            case 3 -> other.clone();
            case 4 -> new double[d];
            default -> Vectors.whole(random, d);
        };
    }

    /** The decimal exponent of a size. */
    private double size() {
        return switch (random.nextInt(4)) {
            case 0 -> Family.pick(random, SIZES);
            case 1 -> random.nextDouble(-323, 300);
            default -> 0;
        };
    }
}
