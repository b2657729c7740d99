package io.github.marginloss.tool.judge;

import io.github.marginloss.ArcFace;
import io.github.marginloss.ArcFace.Extension;
import io.github.marginloss.CosFace;
import io.github.marginloss.core.Margin;

/** Losses that programs compute in place of CosFace. */
final class CosFaceSuspects {

    private final OtherLosses others;

    CosFaceSuspects(OtherLosses others) {
        this.others = others;
    }

    void add(CosFace cosFace) {
        double s = cosFace.s();
        double m = cosFace.m();
        OtherLosses.each(
                OtherLosses.SCALES,
                s,
                (other, text) -> others.add(
                        "s is " + text, Pages.DEFAULTS, CosFace.class, new CosFace(other, m, cosFace.reduction())));
        OtherLosses.each(
                OtherLosses.MARGINS,
                m,
                (other, text) -> others.add(
                        other == 0 ? "there is no margin" : "m is " + text,
                        Pages.DEFAULTS,
                        CosFace.class,
                        new CosFace(s, other, cosFace.reduction())));
        others.add(
                "the margin has the other sign: cos θ + m",
                Pages.DEFAULTS,
                CosFace.class,
                OtherLosses.own(s, Margin.of((cos, sin) -> cos + m, (cos, sin) -> -sin), cosFace));
        others.add(
                "the margin is not scaled: s cos θ − m",
                Pages.DEFAULTS,
                CosFace.class,
                new CosFace(s, m / s, cosFace.reduction()));
        others.add(
                "no margin unless cos θ > m: happynear's layer and FaceX-Zoo's MV_Softmax",
                Pages.DEFAULTS,
                CosFace.class,
                OtherLosses.own(s, Margin.of((cos, sin) -> cos > m ? cos - m : cos, (cos, sin) -> -sin), cosFace));
        others.add(
                "the margin is ArcFace's: cos(θ + m)",
                Pages.DEFAULTS,
                CosFace.class,
                new ArcFace(s, m, Extension.NONE, cosFace.reduction()));
    }
}
