package io.github.marginloss;

import static io.github.marginloss.Reduction.MEAN;
import static io.github.marginloss.Reduction.SUM;
import static java.lang.Math.PI;
import static java.lang.Math.cos;
import static java.lang.Math.sin;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.core.AdditiveCosine;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.MarginRule;
import io.github.marginloss.core.Scale;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/**
 * The losses that the contract tests run over. A new margin loss is one entry here: the loss, its scale s (0 for ‖x‖),
 * ψ(θ) and ψ′(θ).
 */
public final class Losses {

    private static final DoubleUnaryOperator COS = Math::cos;
    private static final DoubleUnaryOperator COS_SLOPE = v -> -sin(v);

    private Losses() {}

    /**
     * A loss under test.
     *
     * @param kinds the parameters it is given
     * @param naive the same loss from the textbook
     */
    public record Entry(String name, Loss loss, Set<Kind> kinds, Naive naive) {
        public Batch batch(int m, int d, int n, long seed) {
            return Batch.random(kinds, m, d, n, seed);
        }

        /**
         * The rounding error, as a fraction of the largest entry: logits of size R have an error of some R eps, and
         * exponentials the same relative error. 64 covers the length of the sums and the cancellation between classes.
         */
        public double tolerance(int d) {
            return 64 * Compare.EPS * (1 + naive.scale(d));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public static List<Entry> all() {
        List<Entry> list = new ArrayList<>(cosine());
        list.add(entry(new Softmax(), new Naive.Linear(MEAN)));
        list.add(new Entry("Softmax without bias", new Softmax(), EnumSet.of(Kind.WEIGHTS), new Naive.Linear(MEAN)));
        list.add(entry(new LabelSmoothing(new Softmax(), 0.1), new Naive.Linear(MEAN, 0.1)));
        list.add(entry(new Center(), new Naive.Center(SUM)));
        list.add(entry(new Center(MEAN), new Naive.Center(MEAN)));
        list.addAll(byNorm());
        list.addAll(sums());
        return list;
    }

    /** The losses whose margin depends on ‖x‖, which is about √d here. */
    static List<Entry> byNorm() {
        AdaFace ada = new AdaFace(16, 0.4, 0.333, new NormStatistics(3, 0.7));
        MagFace mag = new MagFace(16, new MagFace.Range(1.5, 7, 0.2, 0.8), 0.3);
        Naive.Cosine naiveMag = new Naive.Cosine(16, Losses::magnitude, MEAN, 0);
        Naive.Targets steps =
                (sample, label, norm) -> new Naive.Target(v -> cos(v) - (norm < 3 ? 0.1 : 0.3), COS_SLOPE);
        return List.of(
                entry(new MarginSoftmax(Scale.fixed(16), new Steps(), MEAN), new Naive.Cosine(16, steps, MEAN, 0)),
                entry(ada, new Naive.Cosine(16, Losses::quality, MEAN, 0)),
                entry(mag, naiveMag),
                entry(new LabelSmoothing(mag, 0.1), naiveMag.smoothed(0.1)));
    }

    /** A user's rule. */
    private record Steps() implements MarginRule {
        @Override
        public Margin margin(int sample, int label, double norm) {
            return new AdditiveCosine(norm < 3 ? 0.1 : 0.3);
        }
    }

    private static Naive.Target quality(int sample, int label, double norm) {
        double z = Math.max(-1, Math.min(1, 0.333 * (Math.max(1e-3, Math.min(100, norm)) - 3) / (0.7 + 1e-3)));
        double g = -0.4 * z;
        return new Naive.Target(
                v -> cos(Math.max(1e-3, Math.min(PI - 1e-3, v + g))) - 0.4 - 0.4 * z,
                v -> v + g < 1e-3 || v + g > PI - 1e-3 ? 0 : -sin(v + g));
    }

    private static Naive.Target magnitude(int sample, int label, double norm) {
        boolean inside = norm > 1.5 && norm < 7;
        double a = Math.max(1.5, Math.min(7, norm));
        double growth = 0.6 / 5.5;
        double m = 0.2 + growth * (a - 1.5);
        return new Naive.Target(
                v -> cos(v + m),
                v -> -sin(v + m),
                v -> inside ? -sin(v + m) * growth : 0,
                0.3 * (a / 49 + 1 / a),
                inside ? 0.3 * (1.0 / 49 - 1 / (a * a)) : 0);
    }

    /** The cosine losses. */
    public static List<Entry> cosine() {
        List<Entry> list = new ArrayList<>();
        list.add(cosine(new NormalizedSoftmax(), 0, COS, COS_SLOPE));
        list.add(cosine(new NormalizedSoftmax(Scale.fixed(20), MEAN), 20, COS, COS_SLOPE));
        for (int t = 1; t <= 4; t++) {
            for (double lambda : new double[] {0, 5}) {
                DoubleUnaryOperator psi = psi(t, lambda);
                DoubleUnaryOperator slope = psiSlope(t, lambda);
                list.add(cosine(new SphereFace(t, lambda), 0, psi, slope));
                list.add(cosine(new SphereFace(t, lambda, Scale.fixed(12), MEAN), 12, psi, slope));
            }
        }
        list.add(cosine(new CosFace(), 64, v -> cos(v) - 0.35, COS_SLOPE));
        list.add(cosine(new CosFace(16, 0.25), 16, v -> cos(v) - 0.25, COS_SLOPE));
        list.add(cosine(new CosFace(1000, 0.1), 1000, v -> cos(v) - 0.1, COS_SLOPE)); // s too large for exp(s)
        list.add(cosine(new ArcFace(), 64, v -> cos(v + 0.5), v -> -sin(v + 0.5)));
        for (ArcFace.Extension extension : ArcFace.Extension.values()) {
            list.add(cosine(new ArcFace(16, 0.5, extension), 16, v -> arc(extension, v), v -> arcSlope(extension, v)));
        }
        Naive.Cosine naiveArc = new Naive.Cosine(16, v -> cos(v + 0.5), v -> -sin(v + 0.5), MEAN);
        list.add(entry(new LabelSmoothing(new ArcFace(16, 0.5), 0.1), naiveArc.smoothed(0.1)));
        Naive.Cosine naivePlain = new Naive.Cosine(0, COS, COS_SLOPE, MEAN);
        list.add(entry(new LabelSmoothing(new NormalizedSoftmax(), 0.3), naivePlain.smoothed(0.3)));
        list.add(cosine(new CombinedMargin(16, 1, 0.3, 0.2), 16, v -> cos(v + 0.3) - 0.2, v -> -sin(v + 0.3)));
        list.add(cosine(new CombinedMargin(20, 0.9, 0.4, 0), 20, v -> cos(.9 * v + .4), v -> -.9 * sin(.9 * v + .4)));
        list.add(cosine(new CombinedMargin(8, 1.35, 0, 0.1), 8, v -> cos(1.35 * v) - 0.1, v -> -1.35 * sin(1.35 * v)));
        list.add(cosine(user(Scale.fixed(16)), 16, v -> 1 - 2 * (v + 0.45) / PI, v -> -2 / PI));
        list.add(cosine(user(Scale.norm()), 0, v -> 1 - 2 * (v + 0.45) / PI, v -> -2 / PI));
        return list;
    }

    private static List<Entry> sums() {
        Entry arc = cosine(new ArcFace(16, 0.5), 16, v -> cos(v + 0.5), v -> -sin(v + 0.5));
        Entry sphere = cosine(new SphereFace(3, 1), 0, psi(3, 1), psiSlope(3, 1));
        Loss three = new CosFace(10, 0.2).plus(0.5, sphere.loss).plus(-0.25, new Center(MEAN));
        Naive naiveThree = new Naive.Cosine(10, v -> cos(v) - 0.2, COS_SLOPE, MEAN)
                .plus(0.5, sphere.naive)
                .plus(-0.25, new Naive.Center(MEAN));
        return List.of(
                entry(
                        new Softmax().plus(0.003, new Center(MEAN)),
                        new Naive.Linear(MEAN).plus(0.003, new Naive.Center(MEAN))),
                entry(arc.loss.plus(0.1, new Center()), arc.naive.plus(0.1, new Naive.Center(SUM))),
                entry(three, naiveThree),
                entry(
                        new Center().plus(2, new Softmax().plus(0.5, arc.loss)),
                        new Naive.Center(SUM).plus(2, new Naive.Linear(MEAN).plus(0.5, arc.naive))));
    }

    private static MarginSoftmax user(Scale scale) {
        return new MarginSoftmax(scale, new LinearAngle(0.45), MEAN);
    }

    private static Entry cosine(Loss loss, double s, DoubleUnaryOperator psi, DoubleUnaryOperator slope) {
        return entry(loss, new Naive.Cosine(s, psi, slope, MEAN));
    }

    private static Entry entry(Loss loss, Naive naive) {
        return new Entry(loss.toString(), loss, loss.uses(), naive);
    }

    /** A user's margin, in double only: ψ(θ) = 1 − 2(θ + m)/π, as the target logit of Li-ArcFace. */
    record LinearAngle(double m) implements Margin {
        @Override
        public double value(double cos, double sin) {
            return 1 - 2 * (Math.atan2(sin, cos) + m) / PI;
        }

        @Override
        public double slope(double cos, double sin) {
            return -2 / PI;
        }
    }

    private static DoubleUnaryOperator psi(int t, double lambda) {
        return v -> {
            int k = (int) Math.floor(t * v / PI);
            return (lambda * cos(v) + (k % 2 == 0 ? 1 : -1) * cos(t * v) - 2 * k) / (1 + lambda);
        };
    }

    private static DoubleUnaryOperator psiSlope(int t, double lambda) {
        return v -> -(lambda * sin(v) + t * Math.abs(sin(t * v))) / (1 + lambda);
    }

    /** ψ of ArcFace with m = 0.5. */
    private static double arc(ArcFace.Extension extension, double theta) {
        boolean before = extension == ArcFace.Extension.EASY ? theta < PI / 2 : theta + 0.5 < PI;
        if (before || extension == ArcFace.Extension.NONE) {
            return cos(theta + 0.5);
        }
        return switch (extension) {
            case LINEAR -> cos(theta) - 0.5 * sin(0.5);
            case CONTINUOUS -> cos(theta) - (1 - cos(0.5));
            case CLAMP -> -1;
            default -> cos(theta);
        };
    }

    private static double arcSlope(ArcFace.Extension extension, double theta) {
        boolean before = extension == ArcFace.Extension.EASY ? theta < PI / 2 : theta + 0.5 < PI;
        if (before || extension == ArcFace.Extension.NONE) {
            return -sin(theta + 0.5);
        }
        return extension == ArcFace.Extension.CLAMP ? 0 : -sin(theta);
    }
}
