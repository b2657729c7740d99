package io.github.marginloss.study.cases;

import io.github.marginloss.HeadLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.Reduction;
import io.github.marginloss.core.Head;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/** The kinds of difficulty. A case is a function of group, family and number: no other randomness. */
public enum Group {
    RANDOM("ordinary"),
    TRAINED("trained-like batches"),
    CONFIDENT("confident samples"),
    ANGLES("θ near 0, π, branch points"),
    EXACT("exactly parallel, orthogonal, zero, n = 1, d = 1"),
    CLASSES("near-identical classes"),
    NORMS("norms 1e-320 to 1e300"),
    SCALES("s from 1e-3 to 1e6"),
    LARGE("d to 512, n to 1000");

    private final String title;

    Group(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** Case number k of a family. */
    public Case make(Family family, long number) {
        RandomGenerator random = new SplittableRandom((ordinal() * 100L + family.ordinal()) * 1_000_000 + number);
        double s = scale(random);
        Draft draft = draft(random);
        Loss loss = family.loss(random, s, reduction(random, draft));
        fill(draft, family, loss, s);
        return draft.toCase(title, family, number, loss);
    }

    private double scale(RandomGenerator random) {
        return switch (this) {
            case CONFIDENT -> random.nextDouble(40, 900);
            case SCALES -> Vectors.power(random, -3, 6);
            default -> Family.pick(random, 1, 10, 16, 30, 64, 64, random.nextDouble(1, 128));
        };
    }

    private Draft draft(RandomGenerator random) {
        return switch (this) {
            case TRAINED -> new Draft(random, 2 + random.nextInt(12), 8 + random.nextInt(56), 5 + random.nextInt(30));
            case EXACT -> new Draft(random, 1 + random.nextInt(3), 1 + random.nextInt(4), 1 + random.nextInt(4));
            case LARGE -> new Draft(random, 2, 128 << random.nextInt(3), (int) Family.pick(random, 200, 500, 1000));
            case RANDOM -> new Draft(random, 1 + random.nextInt(8), 1 + random.nextInt(16), 2 + random.nextInt(11));
            default -> new Draft(random, 1 + random.nextInt(3), 2 + random.nextInt(8), 2 + random.nextInt(6));
        };
    }

    static Reduction reduction(RandomGenerator random, Draft draft) {
        return switch (random.nextInt(6)) {
            case 0 -> Reduction.SUM;
            case 1 -> Reduction.weighted(random.doubles(draft.x.length, 0.1, 2).toArray());
            case 2 ->
                Reduction.classWeighted(random.doubles(draft.w.length, 0.1, 2).toArray());
            default -> Reduction.MEAN;
        };
    }

    private void fill(Draft draft, Family family, Loss loss, double s) {
        RandomGenerator random = draft.random;
        switch (this) {
            case RANDOM -> draft.norms(random.nextDouble(0.3, 4));
            case TRAINED -> draft.gather(random.nextDouble(0.05, 0.8));
            case CONFIDENT -> draft.gather(0.05);
            case ANGLES -> Hostile.angles(draft, singularAngles(loss));
            case EXACT -> Hostile.exact(draft);
            case CLASSES -> Hostile.nearClasses(draft);
            case NORMS -> Hostile.norms(draft, family);
            case SCALES -> Hostile.races(draft, s);
            default -> draft.gather(random.nextDouble(0.1, 2));
        }
        if (family.byNorm() && (this == SCALES || this == CONFIDENT)) {
            draft.norms(family == Family.SOFTMAX || family == Family.JOINT ? s / Vectors.norm(draft.w[0]) : s);
        }
    }

    /** 0, π/2, π, and the kinks of the margin. */
    static double[] singularAngles(Loss loss) {
        DoubleStream own = loss instanceof HeadLoss described && described.head() instanceof Head.Cosine cosine
                ? Arrays.stream(cosine.margin().margin(0, 0, 1).kinks())
                : DoubleStream.empty();
        return DoubleStream.concat(own, DoubleStream.of(0, Math.PI / 2, Math.PI))
                .toArray();
    }
}
