package io.github.marginloss.study.proof;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.Sum;
import io.github.marginloss.core.Scale;
import io.github.marginloss.study.cases.Case;
import java.util.Locale;
import java.util.Map;

/** The lines of the golden format that describe the loss of a case. */
final class GoldenLoss {

    private static final Map<ArcFace.Extension, String> VARIANTS = Map.of(
            ArcFace.Extension.NONE, "pure",
            ArcFace.Extension.LINEAR, "threshold",
            ArcFace.Extension.EASY, "easy",
            ArcFace.Extension.CONTINUOUS, "continuous",
            ArcFace.Extension.CLAMP, "clamp");

    private GoldenLoss() {}

    /**
     * Whether the format can describe the loss: sums must be means of Softmax with Center, and margins must have names.
     */
    static boolean has(Loss loss) {
        return loss instanceof Sum sum ? isJoint(sum) : !(loss instanceof MarginSoftmax);
    }

    private static boolean isJoint(Sum sum) {
        return sum.first() instanceof Softmax softmax
                && softmax.reduction() == Reduction.MEAN
                && sum.second() instanceof Center center
                && isNamed(center.reduction());
    }

    private static boolean isNamed(Reduction reduction) {
        return reduction == Reduction.MEAN || reduction == Reduction.SUM;
    }

    static void write(Case call, GoldenText text) {
        Loss loss = call.loss();
        if (loss instanceof Sum sum) {
            text.line("loss", "softmax+center");
            text.line("lambda", sum.weight());
            center((Center) sum.second(), text);
            return;
        }
        text.line("loss", name(loss));
        if (loss instanceof Center center) {
            center(center, text);
            weights(center.reduction(), isNamed(center.reduction()), call, text);
        } else {
            parameters(loss, text);
            Reduction reduction = ((HeadLoss) loss).reduction();
            weights(reduction, reduction == Reduction.MEAN, call, text);
        }
    }

    private static void parameters(Loss loss, GoldenText text) {
        if (loss instanceof ArcFace arcFace) {
            text.line("variant", VARIANTS.get(arcFace.extension()));
            text.line("s", arcFace.s());
            text.line("m", arcFace.m());
        } else if (loss instanceof CosFace cosFace) {
            text.line("s", cosFace.s());
            text.line("m", cosFace.m());
        } else if (loss instanceof CombinedMargin combined) {
            text.line("s", combined.s());
            text.line("m1", combined.m1());
            text.line("m2", combined.m2());
            text.line("m3", combined.m3());
        } else if (loss instanceof SphereFace sphere) {
            text.line("t", Integer.toString(sphere.t()));
            text.line("lambda", sphere.lambda());
            scale(sphere.scale(), text);
        } else if (loss instanceof NormalizedSoftmax softmax) {
            scale(softmax.scale(), text);
        }
    }

    private static void scale(Scale scale, GoldenText text) {
        if (scale instanceof Scale.Fixed fixed) {
            text.line("fixedNorm", fixed.s());
        }
    }

    private static void center(Center center, GoldenText text) {
        text.line("centerReduction", center.reduction() == Reduction.SUM ? "sum" : "mean");
    }

    private static void weights(Reduction reduction, boolean named, Case call, GoldenText text) {
        if (!named) {
            text.line("sampleWeights", reduction.coefficients(call.labels()));
        }
    }

    private static String name(Loss loss) {
        return loss instanceof NormalizedSoftmax
                ? "nsoftmax"
                : loss instanceof CombinedMargin
                        ? "combined"
                        : loss.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
