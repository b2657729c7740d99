package io.github.marginloss.tool.judge;

import io.github.marginloss.MagFace;

/** Mistakes that programs make with the norm of a feature. */
final class MagFaceSuspects {

    private static final double[] LAMBDAS = {20, 35, 150};

    private final OtherLosses others;

    MagFaceSuspects(OtherLosses others) {
        this.others = others;
    }

    void add(MagFace mag) {
        others.formula(
                "the margin is detached: no gradient flows through m(‖x‖) and g(‖x‖)", Pages.MAGFACE, new Textbook() {
                    @Override
                    boolean throughNorm() {
                        return false;
                    }
                });
        if (!mag.easy()) {
            others.add("the easy margin: m only while cos θ > 0", Pages.MAGFACE, MagFace.class, mag.withEasyMargin());
        }
        if (mag.lambda() != 0) {
            others.add("λ g(‖x‖) is left out", Pages.MAGFACE, MagFace.class, of(mag, mag.s(), 0));
        }
        OtherLosses.each(
                LAMBDAS,
                mag.lambda(),
                (other, text) -> others.add("λ is " + text, Pages.MAGFACE, MagFace.class, of(mag, mag.s(), other)));
        OtherLosses.each(
                OtherLosses.SCALES,
                mag.s(),
                (other, text) ->
                        others.add("s is " + text, Pages.DEFAULTS, MagFace.class, of(mag, other, mag.lambda())));
    }

    private static MagFace of(MagFace mag, double s, double lambda) {
        return new MagFace(s, mag.range(), lambda, mag.easy(), mag.reduction());
    }
}
