package io.github.marginloss.tool.judge;

import io.github.marginloss.ArcFace;
import io.github.marginloss.ArcFace.Extension;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.DescribedLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** Other margins, other scales, other extensions: what the loss would be if it were another. */
final class MarginSuspects {

    private static final double[] SCALES = {1, 8, 10, 15, 16, 20, 24, 25, 30, 32, 40, 48, 50, 60, 64, 100, 128};
    private static final double[] MARGINS = {0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6};

    private final Loss whole;
    private final List<Suspect> all = new ArrayList<>();

    private MarginSuspects(Loss whole) {
        this.whole = whole;
    }

    /** Those of a loss: of the margin losses that it is the sum of. */
    static List<Suspect> of(Loss loss) {
        MarginSuspects suspects = new MarginSuspects(loss);
        for (Term term : Term.of(loss)) {
            DescribedLoss one = term.loss();
            if (one instanceof ArcFace arc) {
                suspects.arcFace(arc);
            } else if (one instanceof CosFace cos) {
                suspects.cosFace(cos);
            } else if (one instanceof SphereFace sphere) {
                suspects.sphereFace(sphere);
            } else if (one instanceof CombinedMargin combined) {
                suspects.combined(combined);
            } else if (one instanceof NormalizedSoftmax normalized) {
                suspects.scale(normalized);
            }
            if (one.head() instanceof Head.Cosine) {
                suspects.all.add(Suspect.formula("the margin is on every class", Pages.CHAIN, everyClass()));
            }
        }
        return suspects.all;
    }

    private static Textbook everyClass() {
        return new Textbook() {
            @Override
            boolean hasMargin(boolean target) {
                return true;
            }
        };
    }

    private <L extends DescribedLoss> void add(String name, String page, Class<L> type, Loss other) {
        UnaryOperator<Loss> change = before -> other;
        Term.replace(whole, type, change).ifPresent(changed -> all.add(Suspect.loss(name, page, changed)));
    }

    private static Margin margin(Margin.AngleFunction value, Margin.AngleFunction slope) {
        return Margin.of(value, slope);
    }

    private static void others(double[] candidates, double own, BiConsumer<Double, String> target) {
        for (double candidate : candidates) {
            if (Math.abs(candidate - own) > 1e-12) {
                target.accept(candidate, candidate + ", not " + own);
            }
        }
    }

    private void arcFace(ArcFace arc) {
        double s = arc.s();
        double m = arc.m();
        for (Extension extension : Extension.values()) {
            if (extension != arc.extension()) {
                Loss other = new ArcFace(s, m, extension, arc.reduction());
                add(words(extension), Pages.EXTENSIONS, ArcFace.class, other);
            }
        }
        add(
                "past π − m the margin is left out, and the target jumps up: FaceX-Zoo's default",
                Pages.EXTENSIONS,
                ArcFace.class,
                own(s, faceXZoo(m), arc));
        others(
                SCALES,
                s,
                (other, text) -> add(
                        "s is " + text,
                        Pages.DEFAULTS,
                        ArcFace.class,
                        new ArcFace(other, m, arc.extension(), arc.reduction())));
        others(
                MARGINS,
                m,
                (other, text) -> add(
                        other == 0 ? "there is no margin" : "m is " + text,
                        Pages.DEFAULTS,
                        ArcFace.class,
                        new ArcFace(s, other, arc.extension(), arc.reduction())));
        add(
                "m is taken as degrees, " + m + "°",
                Pages.DEFAULTS,
                ArcFace.class,
                new ArcFace(s, Math.toRadians(m), arc.extension(), arc.reduction()));
        add(
                "m in degrees, " + (float) Math.toDegrees(m) + ", is taken as radians",
                Pages.DEFAULTS,
                ArcFace.class,
                own(s, angle(Math.toDegrees(m)), arc));
        add("the margin has the other sign: cos(θ − m)", Pages.EXTENSIONS, ArcFace.class, own(s, angle(-m), arc));
        if (m <= 2) {
            add(
                    "the margin is CosFace's: cos θ − m",
                    Pages.DEFAULTS,
                    ArcFace.class,
                    new CosFace(s, m, arc.reduction()));
        }
    }

    private static MarginSoftmax own(double s, Margin margin, DescribedLoss like) {
        return new MarginSoftmax(Scale.fixed(s), margin, like.reduction());
    }

    private static String words(Extension extension) {
        return switch (extension) {
            case NONE -> "past π − m the formula goes on, as InsightFace, Paddle and OneFlow have it (NONE)";
            case LINEAR ->
                "past π − m it is cos θ − m sin m, as face.evoLVe, TFace, PyTorch Metric Learning and"
                        + " SpeechBrain have it (LINEAR)";
            case CONTINUOUS -> "past π − m it is cos θ − (1 − cos m), as WeSpeaker has it (CONTINUOUS)";
            case CLAMP -> "past π − m it is −1, as OpenSphere has it (CLAMP)";
            case EASY -> "the easy margin: cos(θ + m) only while cos θ > 0 (EASY)";
        };
    }

    private static Margin angle(double m) {
        double c = Math.cos(m);
        double s = Math.sin(m);
        return margin((cos, sin) -> cos * c - sin * s, (cos, sin) -> -(sin * c + cos * s));
    }

    private static Margin faceXZoo(double m) {
        double c = Math.cos(m);
        double s = Math.sin(m);
        return margin(
                (cos, sin) -> sin * c + cos * s > 0 ? cos * c - sin * s : cos,
                (cos, sin) -> sin * c + cos * s > 0 ? -(sin * c + cos * s) : -sin);
    }

    private void cosFace(CosFace cosFace) {
        double s = cosFace.s();
        double m = cosFace.m();
        others(
                SCALES,
                s,
                (other, text) ->
                        add("s is " + text, Pages.DEFAULTS, CosFace.class, new CosFace(other, m, cosFace.reduction())));
        others(
                MARGINS,
                m,
                (other, text) -> add(
                        other == 0 ? "there is no margin" : "m is " + text,
                        Pages.DEFAULTS,
                        CosFace.class,
                        new CosFace(s, other, cosFace.reduction())));
        add(
                "the margin has the other sign: cos θ + m",
                Pages.DEFAULTS,
                CosFace.class,
                own(s, margin((cos, sin) -> cos + m, (cos, sin) -> -sin), cosFace));
        add(
                "the margin is not scaled: s cos θ − m",
                Pages.DEFAULTS,
                CosFace.class,
                new CosFace(s, m / s, cosFace.reduction()));
        add(
                "no margin unless cos θ > m: happynear's layer and FaceX-Zoo's MV_Softmax",
                Pages.DEFAULTS,
                CosFace.class,
                own(s, margin((cos, sin) -> cos > m ? cos - m : cos, (cos, sin) -> -sin), cosFace));
        add(
                "the margin is ArcFace's: cos(θ + m)",
                Pages.DEFAULTS,
                CosFace.class,
                new ArcFace(s, m, Extension.NONE, cosFace.reduction()));
    }

    private void sphereFace(SphereFace sphere) {
        for (int t = 1; t <= 6; t++) {
            if (t != sphere.t()) {
                add(
                        "t is " + t + ", not " + sphere.t(),
                        Pages.SPHEREFACE,
                        SphereFace.class,
                        new SphereFace(t, sphere.lambda(), sphere.scale(), sphere.reduction()));
            }
        }
        others(
                new double[] {0, 1, 5, 1000},
                sphere.lambda(),
                (other, text) -> add(
                        "λ is " + text,
                        "docs/conventions.md#your-λ-is-another",
                        SphereFace.class,
                        new SphereFace(sphere.t(), other, sphere.scale(), sphere.reduction())));
        int t = sphere.t();
        double lambda = sphere.lambda();
        Margin branchless = margin(
                (cos, sin) -> (lambda * cos + Math.cos(t * Math.atan2(sin, cos))) / (1 + lambda),
                (cos, sin) -> -(lambda * sin + t * Math.sin(t * Math.atan2(sin, cos))) / (1 + lambda));
        add(
                "φ has no branches: cos(tθ) everywhere, as InsightFace's MXNet code, Paddle and OneFlow have it",
                Pages.SPHEREFACE,
                SphereFace.class,
                new MarginSoftmax(sphere.scale(), branchless, sphere.reduction()));
        for (double s : SCALES) {
            if (!(sphere.scale() instanceof Scale.Fixed fixed) || fixed.s() != s) {
                add(
                        "the scale is " + s,
                        Pages.SPHEREFACE,
                        SphereFace.class,
                        new SphereFace(t, lambda, Scale.fixed(s), sphere.reduction()));
            }
        }
        if (sphere.scale() instanceof Scale.Fixed) {
            add(
                    "the scale is ‖x‖",
                    Pages.SPHEREFACE,
                    SphereFace.class,
                    new SphereFace(t, lambda, Scale.norm(), sphere.reduction()));
        }
    }

    private void combined(CombinedMargin combined) {
        double s = combined.s();
        double m1 = combined.m1();
        double m2 = combined.m2();
        double m3 = combined.m3();
        others(SCALES, s, (other, text) -> combined("s is " + text, Pages.DEFAULTS, combined, other, m1, m2, m3));
        combined(
                "m₃ wins: CosFace, as InsightFace's CombinedMarginLoss computes it",
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
        Margin plus = margin(
                (cos, sin) -> Math.cos(m1 * Math.atan2(sin, cos) + m2) - m3,
                (cos, sin) -> -m1 * Math.sin(m1 * Math.atan2(sin, cos) + m2));
        Loss other = m3 < 0 ? own(s, plus, own) : new CombinedMargin(s, m1, m2, m3, own.reduction());
        add(name, page, CombinedMargin.class, other);
    }

    private void scale(NormalizedSoftmax normalized) {
        for (double s : SCALES) {
            if (!(normalized.scale() instanceof Scale.Fixed fixed) || fixed.s() != s) {
                add(
                        "the scale is " + s,
                        Pages.DEFAULTS,
                        NormalizedSoftmax.class,
                        new NormalizedSoftmax(Scale.fixed(s), normalized.reduction()));
            }
        }
        if (normalized.scale() instanceof Scale.Fixed) {
            add(
                    "the scale is ‖x‖",
                    Pages.DEFAULTS,
                    NormalizedSoftmax.class,
                    new NormalizedSoftmax(Scale.norm(), normalized.reduction()));
        }
    }
}
