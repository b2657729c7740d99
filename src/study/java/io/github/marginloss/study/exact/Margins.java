package io.github.marginloss.study.exact;

import io.github.marginloss.ArcFace;
import io.github.marginloss.ArcFace.Extension;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.NormalizedSoftmax;
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

/** Chooses the margin of a loss: a formula of the papers, and its numbers. */
final class Margins {

    private final MarginFormulas formulas;

    Margins(int bits, boolean last) {
        formulas = new MarginFormulas(bits, last);
    }

    /** The fixed scale, or null if the scale is ‖x‖. */
    static Ball scale(HeadLoss loss) {
        if (loss instanceof CosFace cosFace) {
            return Ball.of(cosFace.s());
        }
        if (loss instanceof ArcFace arcFace) {
            return Ball.of(arcFace.s());
        }
        if (loss instanceof CombinedMargin combined) {
            return Ball.of(combined.s());
        }
        Scale scale = loss instanceof SphereFace sphere
                ? sphere.scale()
                : loss instanceof MarginSoftmax any ? any.scale() : ((NormalizedSoftmax) loss).scale();
        return scale instanceof Scale.Fixed fixed ? Ball.of(fixed.s()) : null;
    }

    MarginFormulas.Psi of(HeadLoss loss, Angle angle) {
        if (loss instanceof NormalizedSoftmax) {
            return formulas.cosine(angle, Ball.ZERO);
        }
        if (loss instanceof CosFace cosFace) {
            return formulas.cosine(angle, Ball.of(cosFace.m()));
        }
        if (loss instanceof ArcFace arcFace) {
            return formulas.arc(angle, arcFace.m(), arcFace.extension());
        }
        if (loss instanceof CombinedMargin combined) {
            return formulas.combined(angle, combined.m1(), combined.m2(), combined.m3());
        }
        if (loss instanceof SphereFace sphere) {
            return formulas.sphere(angle, sphere.t(), sphere.lambda());
        }
        return own(angle, (Margin) ((MarginSoftmax) loss).margin());
    }

    private MarginFormulas.Psi own(Angle angle, Margin margin) {
        if (margin instanceof AdditiveCosine cosine) {
            return formulas.cosine(angle, Ball.of(cosine.m()));
        }
        if (margin instanceof AdditiveAngle additive) {
            return formulas.arc(angle, additive.m(), Extension.NONE);
        }
        if (margin instanceof EasyAngle easy) {
            return formulas.arc(angle, easy.angle().m(), Extension.EASY);
        }
        if (margin instanceof CombinedAngle combined) {
            return formulas.combined(angle, combined.m1(), combined.m2(), combined.m3());
        }
        if (margin instanceof MultiplicativeAngle multiple) {
            return formulas.sphere(angle, multiple.t(), multiple.lambda());
        }
        if (margin instanceof ConstantCosine constant) {
            return new MarginFormulas.Psi(Ball.of(constant.value()), Ball.ZERO);
        }
        ExtendedAngle extended = (ExtendedAngle) margin;
        AdditiveAngle m = extended.angle();
        Extension extension = extended.equals(ExtendedAngle.linear(m))
                ? Extension.LINEAR
                : extended.equals(ExtendedAngle.continuous(m)) ? Extension.CONTINUOUS : Extension.CLAMP;
        return formulas.arc(angle, m.m(), extension);
    }
}
