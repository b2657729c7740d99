package io.github.marginloss.tool.judge;

import io.github.marginloss.ArcFace;
import io.github.marginloss.ArcFace.Extension;
import io.github.marginloss.CosFace;
import io.github.marginloss.Loss;
import io.github.marginloss.core.Margin;

/** Losses that programs compute in place of ArcFace. */
final class ArcFaceSuspects {

    private final OtherLosses others;

    ArcFaceSuspects(OtherLosses others) {
        this.others = others;
    }

    void add(ArcFace arc) {
        double s = arc.s();
        double m = arc.m();
        for (Extension extension : Extension.values()) {
            if (extension != arc.extension()) {
                Loss other = new ArcFace(s, m, extension, arc.reduction());
                others.add(words(extension), Pages.EXTENSIONS, ArcFace.class, other);
            }
        }
        others.add(
                "past π − m the margin is left out, and the target jumps up: FaceX-Zoo's default",
                Pages.EXTENSIONS,
                ArcFace.class,
                OtherLosses.own(s, faceXZoo(m), arc));
        OtherLosses.each(
                OtherLosses.SCALES,
                s,
                (other, text) -> others.add(
                        "s is " + text,
                        Pages.DEFAULTS,
                        ArcFace.class,
                        new ArcFace(other, m, arc.extension(), arc.reduction())));
        OtherLosses.each(
                OtherLosses.MARGINS,
                m,
                (other, text) -> others.add(
                        other == 0 ? "there is no margin" : "m is " + text,
                        Pages.DEFAULTS,
                        ArcFace.class,
                        new ArcFace(s, other, arc.extension(), arc.reduction())));
        others.add(
                "m is taken as degrees, " + m + "°",
                Pages.DEFAULTS,
                ArcFace.class,
                new ArcFace(s, Math.toRadians(m), arc.extension(), arc.reduction()));
        others.add(
                "m in degrees, " + (float) Math.toDegrees(m) + ", is taken as radians",
                Pages.DEFAULTS,
                ArcFace.class,
                OtherLosses.own(s, angle(Math.toDegrees(m)), arc));
        others.add(
                "the margin has the other sign: cos(θ − m)",
                Pages.EXTENSIONS,
                ArcFace.class,
                OtherLosses.own(s, angle(-m), arc));
        if (m <= 2) {
            others.add(
                    "the margin is CosFace's: cos θ − m",
                    Pages.DEFAULTS,
                    ArcFace.class,
                    new CosFace(s, m, arc.reduction()));
        }
    }

    private static String words(Extension extension) {
        return switch (extension) {
            case NONE -> "past π − m the formula continues, as in InsightFace, Paddle and OneFlow (NONE)";
            case LINEAR ->
                "past π − m it is cos θ − m sin m, as in face.evoLVe, TFace, PyTorch Metric Learning and"
                        + " SpeechBrain (LINEAR)";
            case CONTINUOUS -> "past π − m it is cos θ − (1 − cos m), as in WeSpeaker (CONTINUOUS)";
            case CLAMP -> "past π − m it is −1, as in OpenSphere (CLAMP)";
            case EASY -> "the easy margin: cos(θ + m) only while cos θ > 0 (EASY)";
        };
    }

    private static Margin angle(double m) {
        double c = Math.cos(m);
        double s = Math.sin(m);
        return Margin.of((cos, sin) -> cos * c - sin * s, (cos, sin) -> -(sin * c + cos * s));
    }

    private static Margin faceXZoo(double m) {
        double c = Math.cos(m);
        double s = Math.sin(m);
        return Margin.of(
                (cos, sin) -> sin * c + cos * s > 0 ? cos * c - sin * s : cos,
                (cos, sin) -> sin * c + cos * s > 0 ? -(sin * c + cos * s) : -sin);
    }
}
