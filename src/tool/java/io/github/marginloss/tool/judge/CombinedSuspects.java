package io.github.marginloss.tool.judge;

import io.github.marginloss.CombinedMargin;
import io.github.marginloss.Loss;
import io.github.marginloss.core.Margin;

/** Losses that programs compute in place of CombinedMargin. */
final class CombinedSuspects {

    private final OtherLosses others;

    CombinedSuspects(OtherLosses others) {
        this.others = others;
    }

    void add(CombinedMargin combined) {
        double s = combined.s();
        double m1 = combined.m1();
        double m2 = combined.m2();
        double m3 = combined.m3();
        OtherLosses.each(
                OtherLosses.SCALES,
                s,
                (other, text) -> combined("s is " + text, Pages.DEFAULTS, combined, other, m1, m2, m3));
        combined(
                "only m₃ is used: CosFace, as in InsightFace's CombinedMarginLoss",
                Pages.COMBINED,
                combined,
                s,
                1,
                0,
                m3);
        if (m1 != 1) {
            combined("m₁ is left out", Pages.COMBINED, combined, s, 1, m2, m3);
            combined("m₂ is left out", Pages.COMBINED, combined, s, m1, 0, m3);
        }
        combined("m₃ is left out", Pages.COMBINED, combined, s, m1, m2, 0);
        combined("m₂ is taken as degrees", Pages.DEFAULTS, combined, s, m1, Math.toRadians(m2), m3);
        combined("the sign of m₃ is wrong: cos(m₁θ + m₂) + m₃", Pages.COMBINED, combined, s, m1, m2, -m3);
    }

    private void combined(String name, String page, CombinedMargin own, double s, double m1, double m2, double m3) {
        Margin plus = Margin.of(
                (cos, sin) -> Math.cos(m1 * Math.atan2(sin, cos) + m2) - m3,
                (cos, sin) -> -m1 * Math.sin(m1 * Math.atan2(sin, cos) + m2));
        Loss other = m3 < 0 ? OtherLosses.own(s, plus, own) : new CombinedMargin(s, m1, m2, m3, own.reduction());
        others.add(name, page, CombinedMargin.class, other);
    }
}
