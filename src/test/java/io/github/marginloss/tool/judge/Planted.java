package io.github.marginloss.tool.judge;

import io.github.marginloss.ArcFace;
import io.github.marginloss.CosFace;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Reduction;
import io.github.marginloss.SphereFace;
import io.github.marginloss.check.Plain;
import io.github.marginloss.check.Precision;
import io.github.marginloss.core.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;

/** Mistakes that are planted in {@link Plain}, and the words that must name them. */
record Planted(String words, HeadLoss loss, Maker maker, Consumer<Plain> mistake) {

    /**
     * Both precisions for ArcFace, one for the others; a clamped sample is too certain of its class for single
     * precision.
     */
    List<Precision> precisions() {
        if (words.contains("clamp") || loss instanceof NormalizedSoftmax) {
            return List.of(Precision.DOUBLE);
        }
        return loss instanceof ArcFace ? List.of(Precision.DOUBLE, Precision.FLOAT) : List.of(Precision.FLOAT);
    }

    /** Makes plain code of a precision. */
    interface Maker {
        Plain plain(boolean floats);
    }

    Plain plain(boolean floats) {
        Plain plain = maker.plain(floats);
        mistake.accept(plain);
        return plain;
    }

    @Override
    public String toString() {
        return loss.getClass().getSimpleName() + ": " + words;
    }

    static List<Planted> all() {
        List<Planted> all = new ArrayList<>();
        arcFace(all);
        slopes(all);
        probabilities(all);
        add(all, new CosFace(30, 0.35), floats -> Plain.cosFace(floats, 30, 0.35));
        add(all, new NormalizedSoftmax(Scale.fixed(16), Reduction.MEAN), floats -> Plain.cosFace(floats, 16, 0));
        HeadLoss sphere = new SphereFace(4, 5, Scale.norm(), Reduction.MEAN);
        Maker plainSphere = floats -> Plain.sphereFace(floats, 0, 5);
        add(all, sphere, plainSphere);
        all.add(new Planted("scale is detached", sphere, plainSphere, plain -> plain.throughScale = false));
        all.add(new Planted("λ is 0,", sphere, floats -> Plain.sphereFace(floats, 0, 0), plain -> {}));
        all.add(new Planted("straight-through margin: ", sphere, plainSphere, plain -> plain.slope = c -> 1));
        HeadLoss cos = new CosFace(30, 0.35);
        all.add(new Planted("cos θ + m", cos, floats -> Plain.cosFace(floats, 30, -0.35), plain -> {}));
        all.add(new Planted("m is 0.4,", cos, floats -> Plain.cosFace(floats, 30, 0.4), plain -> {}));
        all.add(new Planted("margin is not scaled", cos, floats -> Plain.cosFace(floats, 30, 0.35 / 30), plain -> {}));
        all.add(new Planted(
                "happynear",
                cos,
                floats -> Plain.cosFace(floats, 30, 0.35),
                plain -> plain.psi = c -> c > 0.35 ? c - 0.35 : c));
        return all;
    }

    private static void arcFace(List<Planted> all) {
        HeadLoss arc = new ArcFace(64, 0.5);
        Maker maker = floats -> Plain.arcFace(floats, 64, 0.5);
        add(all, arc, maker);
        all.add(new Planted("straight-through margin: ", arc, maker, plain -> plain.slope = c -> 1));
        all.add(new Planted("OpenSphere", arc, maker, plain -> {
            plain.slope = c -> 1;
            plain.projectW = false;
        }));
        all.add(new Planted("s is 30,", arc, floats -> Plain.arcFace(floats, 30, 0.5), plain -> {}));
        all.add(new Planted("m is 0.35", arc, floats -> Plain.arcFace(floats, 64, 0.35), plain -> {}));
        all.add(new Planted("there is no margin", arc, floats -> Plain.cosFace(floats, 64, 0), plain -> {}));
        all.add(new Planted(
                "degrees, 0.5°", arc, floats -> Plain.arcFace(floats, 64, Math.toRadians(0.5)), plain -> {}));
        all.add(new Planted(
                "taken as radians", arc, floats -> Plain.arcFace(floats, 64, Math.toDegrees(0.5)), plain -> {}));
        all.add(new Planted("cos(θ − m)", arc, floats -> Plain.arcFace(floats, 64, -0.5), plain -> {}));
        all.add(new Planted("is CosFace's", arc, floats -> Plain.cosFace(floats, 64, 0.5), plain -> {}));
    }

    private static void slope(List<Planted> all, String words, Change change) {
        HeadLoss arc = new ArcFace(64, 0.5);
        Maker maker = floats -> Plain.arcFace(floats, 64, 0.5);
        all.add(new Planted(words, arc, maker, plain -> {
            DoubleUnaryOperator right = plain.slope;
            plain.slope = c -> change.of(right.applyAsDouble(c), c, Math.sqrt(1 - c * c));
        }));
    }

    /** Computes the wrong slope from the right one, cos θ and sin θ. */
    private interface Change {
        double of(double slope, double cos, double sin);
    }

    private static void slopes(List<Planted> all) {
        slope(
                all,
                "slope of the margin is that of cos(θ − m)",
                (slope, cos, sin) -> Math.cos(0.5) - Math.sin(0.5) * cos / sin);
        slope(all, "slope of the margin has the wrong sign", (slope, cos, sin) -> -slope);
        slope(all, "lacks its 1/sin θ", (slope, cos, sin) -> slope * sin);
        slope(all, "lacks its −1/sin θ", (slope, cos, sin) -> -slope * sin);
    }

    /** −log(p + ε) and −log max(p, ε), each with the gradient of −log p and with its own. */
    private static void probabilities(List<Planted> all) {
        HeadLoss arc = new ArcFace(64, 0.5);
        Maker maker = floats -> Plain.arcFace(floats, 64, 0.5);
        for (double epsilon : new double[] {1e-4, 1e-7, 1e-8, 1e-12, 1e-15}) {
            String added = "−log(p + " + OtherLosses.text(epsilon) + ")";
            String bounded = "−log max(p, " + OtherLosses.text(epsilon) + ")";
            all.add(new Planted(added, arc, maker, plain -> plain.epsilon = epsilon));
            all.add(new Planted(bounded, arc, maker, plain -> plain.epsilon = -epsilon));
            all.add(new Planted(added, arc, maker, plain -> {
                plain.epsilon = epsilon;
                plain.epsilonInGradient = true;
            }));
            all.add(new Planted(bounded, arc, maker, plain -> {
                plain.epsilon = -epsilon;
                plain.epsilonInGradient = true;
            }));
        }
    }

    /** Adds the mistakes that any cosine softmax may have. */
    private static void add(List<Planted> all, HeadLoss loss, Maker maker) {
        all.add(new Planted("∂X is not projected", loss, maker, plain -> plain.projectX = false));
        all.add(new Planted("∂W is not projected", loss, maker, plain -> plain.projectW = false));
        all.add(new Planted("∂X and ∂W are not projected", loss, maker, plain -> {
            plain.projectX = false;
            plain.projectW = false;
        }));
        all.add(new Planted("∂W lacks its 1/‖w‖", loss, maker, plain -> plain.divideW = false));
        all.add(new Planted("∂W is the gradient with respect to ŵ", loss, maker, plain -> {
            plain.divideW = false;
            plain.projectW = false;
        }));
        all.add(new Planted("mean is missing", loss, maker, plain -> {
            plain.divisor = m -> 1;
            plain.gradientDivisor = m -> 1;
        }));
        all.add(new Planted("mean is missing", loss, maker, plain -> plain.gradientDivisor = m -> 1));
        all.add(new Planted("mean is taken twice", loss, maker, plain -> plain.gradientDivisor = m -> m * m));
        all.add(new Planted("sign is wrong", loss, maker, plain -> plain.gradientDivisor = m -> -m));
        all.add(new Planted("a factor 0.769231", loss, maker, plain -> plain.gradientDivisor = m -> 1.3 * m));
        if (!(loss instanceof NormalizedSoftmax)) {
            all.add(new Planted("projections take ψ", loss, maker, plain -> plain.overwritten = true));
        }
        all.add(new Planted("to base 2", loss, maker, plain -> plain.base = 2));
        all.add(new Planted("off by one", loss, maker, plain -> plain.label = (y, n) -> (y + 1) % n));
        all.add(new Planted("counted from 1", loss, maker, plain -> plain.label = (y, n) -> (y + n - 1) % n));
        all.add(new Planted("counts as its target", loss, maker, plain -> plain.lastWins = true));
        all.add(new Planted("clamped to ±(1 − 0.01): their gradient there", loss, maker, plain -> plain.clamp = 0.01));
        if (!(loss instanceof SphereFace)) {
            all.add(new Planted("∂X lacks its 1/‖x‖", loss, maker, plain -> plain.divideX = false));
        }
    }
}
