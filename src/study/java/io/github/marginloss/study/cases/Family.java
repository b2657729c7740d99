package io.github.marginloss.study.cases;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.Loss;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.Sum;
import io.github.marginloss.core.Scale;
import java.util.random.RandomGenerator;

/** The losses of the library, each with hyper-parameters drawn at random; every extension of ArcFace is a family. */
public enum Family {
    SOFTMAX("Softmax", true),
    NORMALIZED("NormalizedSoftmax, r = ‖x‖", true),
    NORMALIZED_FIXED("NormalizedSoftmax, fixed r", false),
    SPHERE("SphereFace, r = ‖x‖", true),
    SPHERE_FIXED("SphereFace, fixed r", false),
    COS("CosFace", false),
    ARC_NONE("ArcFace", false),
    ARC_LINEAR("ArcFace LINEAR", false),
    ARC_CONTINUOUS("ArcFace CONTINUOUS", false),
    ARC_CLAMP("ArcFace CLAMP", false),
    ARC_EASY("ArcFace EASY", false),
    COMBINED("CombinedMargin", false),
    CENTER("Center", true),
    JOINT("Softmax + λ Center", true);

    private final String title;
    private final boolean byNorm;

    Family(String title, boolean byNorm) {
        this.title = title;
        this.byNorm = byNorm;
    }

    public String title() {
        return title;
    }

    /** Whether logits are large because of ‖x‖. */
    boolean byNorm() {
        return byNorm;
    }

    boolean isCosine() {
        return this != SOFTMAX && this != CENTER && this != JOINT;
    }

    /** The family of a loss; for a sum, that of its first term. */
    public static Family of(Loss loss) {
        if (loss instanceof Sum sum) {
            return sum.second() instanceof Center && sum.first() instanceof Softmax ? JOINT : of(sum.first());
        }
        if (loss instanceof ArcFace arcFace) {
            return valueOf("ARC_" + arcFace.extension());
        }
        boolean fixed = loss instanceof SphereFace sphere
                ? sphere.scale() instanceof Scale.Fixed
                : loss instanceof NormalizedSoftmax softmax && softmax.scale() instanceof Scale.Fixed;
        return switch (loss.getClass().getSimpleName()) {
            case "Softmax" -> SOFTMAX;
            case "CosFace" -> COS;
            case "CombinedMargin" -> COMBINED;
            case "Center" -> CENTER;
            case "SphereFace" -> fixed ? SPHERE_FIXED : SPHERE;
            default -> fixed ? NORMALIZED_FIXED : NORMALIZED;
        };
    }

    /** A loss of this family; s is its scale, if it has one. */
    public Loss loss(RandomGenerator random, double s, Reduction reduction) {
        return switch (this) {
            case SOFTMAX -> new Softmax(reduction);
            case NORMALIZED -> new NormalizedSoftmax(Scale.norm(), reduction);
            case NORMALIZED_FIXED -> new NormalizedSoftmax(Scale.fixed(s), reduction);
            case SPHERE -> sphere(random, Scale.norm(), reduction);
            case SPHERE_FIXED -> sphere(random, Scale.fixed(s), reduction);
            case COS -> new CosFace(s, pick(random, 0, 0.1, 0.35, random.nextDouble()), reduction);
            case COMBINED ->
                new CombinedMargin(
                        s,
                        pick(random, 1, 0.9, 1.35, 2, 0.5 + random.nextDouble()),
                        pick(random, 0, 0.3, 0.5, random.nextDouble()),
                        pick(random, 0, 0.1, 0.35),
                        reduction);
            case CENTER -> new Center(reduction);
            case JOINT -> {
                Loss center = new Center(random.nextBoolean() ? Reduction.SUM : reduction);
                yield new Softmax(reduction).plus(pick(random, 0.003, 1, 1e-8, 100), center);
            }
            default -> {
                double m = pick(random, 0.5, 0.5, 0.1, 1, 1e-8, random.nextDouble(1.5));
                yield new ArcFace(s, m, extension(), reduction);
            }
        };
    }

    private ArcFace.Extension extension() {
        return ArcFace.Extension.valueOf(name().substring("ARC_".length()));
    }

    private static Loss sphere(RandomGenerator random, Scale scale, Reduction reduction) {
        return new SphereFace(1 + random.nextInt(6), pick(random, 0, 0, 5, 1e-3, 1000), scale, reduction);
    }

    static double pick(RandomGenerator random, double... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
