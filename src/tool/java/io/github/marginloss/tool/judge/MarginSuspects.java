package io.github.marginloss.tool.judge;

import io.github.marginloss.ArcFace;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.DescribedLoss;
import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.Loss;
import io.github.marginloss.MagFace;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Scale;
import java.util.ArrayList;
import java.util.List;

/** Losses with other margins, other scales or other extensions. */
final class MarginSuspects {

    private MarginSuspects() {}

    /** The suspects of a loss: those of each margin loss in its sum. */
    static List<Suspect> of(Loss loss) {
        OtherLosses others = new OtherLosses(loss);
        List<Suspect> all = new ArrayList<>();
        for (WeightedLoss term : WeightedLoss.of(loss)) {
            DescribedLoss one = term.loss() instanceof LabelSmoothing smoothed ? smoothed.loss() : term.loss();
            if (one instanceof ArcFace arc) {
                new ArcFaceSuspects(others).add(arc);
            } else if (one instanceof CosFace cos) {
                new CosFaceSuspects(others).add(cos);
            } else if (one instanceof SphereFace sphere) {
                new SphereFaceSuspects(others).add(sphere);
            } else if (one instanceof CombinedMargin combined) {
                new CombinedSuspects(others).add(combined);
            } else if (one instanceof NormalizedSoftmax normalized) {
                scale(normalized, others);
            } else if (one instanceof MagFace mag) {
                new MagFaceSuspects(others).add(mag);
            }
            if (one.head() instanceof Head.Cosine) {
                all.add(Suspect.formula("the margin is on every class", Pages.CHAIN, everyClass()));
            }
        }
        all.addAll(0, others.all());
        return all;
    }

    private static Textbook everyClass() {
        return new Textbook() {
            @Override
            boolean hasMargin(boolean target) {
                return true;
            }
        };
    }

    private static void scale(NormalizedSoftmax normalized, OtherLosses others) {
        for (double s : OtherLosses.SCALES) {
            if (!(normalized.scale() instanceof Scale.Fixed fixed) || fixed.s() != s) {
                others.add(
                        "the scale is " + OtherLosses.text(s),
                        Pages.DEFAULTS,
                        NormalizedSoftmax.class,
                        new NormalizedSoftmax(Scale.fixed(s), normalized.reduction()));
            }
        }
        if (normalized.scale() instanceof Scale.Fixed) {
            others.add(
                    "the scale is ‖x‖",
                    Pages.DEFAULTS,
                    NormalizedSoftmax.class,
                    new NormalizedSoftmax(Scale.norm(), normalized.reduction()));
        }
    }
}
