package io.github.marginloss.demo.picture;

import io.github.marginloss.AdaFace;
import io.github.marginloss.ClassMargins;
import io.github.marginloss.ElasticFace;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.MagFace;
import io.github.marginloss.NormStatistics;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.MarginRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Graphs of margins that differ between samples or between classes. */
final class AdaptiveCurves {

    /** The number of samples for which margins of each kind are drawn. */
    static final int DRAWN = 8;

    private AdaptiveCurves() {}

    private static MarginRule rule(HeadLoss loss) {
        return ((Head.Cosine) loss.head()).margin();
    }

    /** The curves of poor, average and good images: ẑ = −1, 0 and 1. */
    static List<Curve> adaFace() {
        // ẑ is clamped, so a norm far below or above the mean gives −1 or 1
        NormStatistics norms = new NormStatistics(20, 1);
        MarginRule rule = rule(new AdaFace(norms));
        return List.of(
                new Curve("ẑ = −1: cos(θ + m)", rule.margin(0, 0, 10), Style.ofClass(6), Style.stroke(2)),
                new Curve("ẑ = 0: cos θ − m", rule.margin(0, 0, 20), Style.ofClass(0), Style.stroke(2)),
                new Curve("ẑ = 1: cos(θ − m) − 2m", rule.margin(0, 0, 30), Style.ofClass(4), Style.stroke(2)));
    }

    /** The curves of both ends of the published norms, and of their middle. */
    static List<Curve> magFace() {
        MagFace loss = new MagFace();
        MarginRule rule = rule(loss);
        MagFace.Range range = loss.range();
        double norm = (range.la() + range.ua()) / 2;
        double m = (range.lm() + range.um()) / 2;
        return List.of(
                new Curve(
                        norm("≤", range.la(), range.lm()),
                        rule.margin(0, 0, range.la()),
                        Style.ofClass(6),
                        Style.stroke(2)),
                new Curve(norm("=", norm, m), rule.margin(0, 0, norm), Style.ofClass(0), Style.stroke(2)),
                new Curve(
                        norm("≥", range.ua(), range.um()),
                        rule.margin(0, 0, range.ua()),
                        Style.ofClass(4),
                        Style.stroke(2)));
    }

    private static String norm(String relation, double norm, double m) {
        return "‖x‖ " + relation + " " + Math.round(norm) + ": m = " + number(m);
    }

    /** The curves of margins drawn for a batch: angles, and differences of cosines. */
    static List<Curve> elasticFace() {
        Random random = new Random(0);
        List<Curve> curves = new ArrayList<>(elastic(true, 0.5, random));
        curves.addAll(elastic(false, 0.35, random));
        return curves;
    }

    /** Labels one curve of each kind, because the others look the same. */
    static List<Curve> elasticKinds() {
        List<Curve> curves = elasticFace();
        return List.of(curves.get(0), curves.get(DRAWN));
    }

    private static List<Curve> elastic(boolean angular, double mean, Random random) {
        double[] m = ElasticFace.draw(mean, 0.05, DRAWN, random);
        MarginRule rule = rule(new ElasticFace(64, angular, m));
        String label = (angular ? "cos(θ + m), m" : "cos θ − m, m") + " near " + number(mean);
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < DRAWN; i++) {
            curves.add(new Curve(label, rule.margin(i, 0, 1), Style.ofClass(angular ? 6 : 0), Style.stroke(0.8)));
        }
        return curves;
    }

    /** The curves of classes: the rarer a class, the larger its margin. */
    static List<Curve> classMargins() {
        int[] counts = {10_000, 1000, 100, 10};
        int[] colors = {4, 0, 2, 6};
        double[] m = ClassMargins.byFrequency(counts, 0.05, 0.5, 0.25);
        MarginRule rule = ClassMargins.angular(m);
        List<Curve> curves = new ArrayList<>();
        for (int j = 0; j < counts.length; j++) {
            String label = counts[j] + " samples: m = " + number(m[j]);
            curves.add(new Curve(label, rule.margin(0, j, 1), Style.ofClass(colors[j]), Style.stroke(2)));
        }
        return curves;
    }

    /** At most three decimals. */
    private static String number(double m) {
        return BigDecimal.valueOf(m)
                .setScale(3, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
