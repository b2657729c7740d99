package io.github.marginloss.tool.judge;

import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.Scale;

/** Losses that programs compute in place of SphereFace. */
final class SphereFaceSuspects {

    private final OtherLosses others;

    SphereFaceSuspects(OtherLosses others) {
        this.others = others;
    }

    void add(SphereFace sphere) {
        for (int t = 1; t <= 6; t++) {
            if (t != sphere.t()) {
                others.add(
                        "t is " + t + ", not " + sphere.t(),
                        Pages.SPHEREFACE,
                        SphereFace.class,
                        new SphereFace(t, sphere.lambda(), sphere.scale(), sphere.reduction()));
            }
        }
        OtherLosses.each(
                new double[] {0, 1, 5, 1000},
                sphere.lambda(),
                (other, text) -> others.add(
                        "λ is " + text,
                        "docs/conventions.md#your-λ-is-another",
                        SphereFace.class,
                        new SphereFace(sphere.t(), other, sphere.scale(), sphere.reduction())));
        int t = sphere.t();
        double lambda = sphere.lambda();
        Margin branchless = Margin.of(
                (cos, sin) -> (lambda * cos + Math.cos(t * Math.atan2(sin, cos))) / (1 + lambda),
                (cos, sin) -> -(lambda * sin + t * Math.sin(t * Math.atan2(sin, cos))) / (1 + lambda));
        others.add(
                "φ has no branches: cos(tθ) everywhere, as in InsightFace's MXNet code, Paddle and OneFlow",
                Pages.SPHEREFACE,
                SphereFace.class,
                new MarginSoftmax(sphere.scale(), branchless, sphere.reduction()));
        for (double s : OtherLosses.SCALES) {
            if (!(sphere.scale() instanceof Scale.Fixed fixed) || fixed.s() != s) {
                others.add(
                        "the scale is " + OtherLosses.text(s),
                        Pages.SPHEREFACE,
                        SphereFace.class,
                        new SphereFace(t, lambda, Scale.fixed(s), sphere.reduction()));
            }
        }
        if (sphere.scale() instanceof Scale.Fixed) {
            others.add(
                    "the scale is ‖x‖",
                    Pages.SPHEREFACE,
                    SphereFace.class,
                    new SphereFace(t, lambda, Scale.norm(), sphere.reduction()));
        }
    }
}
