package io.github.marginloss.demo.picture;

import io.github.marginloss.ArcFace;
import io.github.marginloss.ArcFace.Extension;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Margin;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * A margin, and the style of its graph.
 *
 * @param label its name
 * @param margin ψ
 * @param color the color of the line
 * @param stroke the stroke of the line
 */
record Curve(String label, Margin margin, Color color, BasicStroke stroke) {

    private static Curve of(String label, HeadLoss loss, Color color, BasicStroke stroke) {
        // the head of a cosine loss contains its margin
        return new Curve(label, (Margin) ((Head.Cosine) loss.head()).margin(), color, stroke);
    }

    static Curve normalizedSoftmax() {
        return of("NormalizedSoftmax: cos θ", new NormalizedSoftmax(), Style.INK, Style.stroke(1.6));
    }

    static Curve sphereFace(int t, double lambda, BasicStroke stroke) {
        String label = "SphereFace, t = " + t + ", λ = " + Math.round(lambda);
        return of(label, new SphereFace(t, lambda), Style.ofClass(2), stroke);
    }

    static Curve cosFace() {
        return of("CosFace, m = 0.35", new CosFace(), Style.ofClass(0), Style.stroke(2));
    }

    static Curve arcFace() {
        return of("ArcFace, m = 0.5", new ArcFace(), Style.ofClass(6), Style.stroke(2));
    }

    static Curve combined() {
        CombinedMargin loss = new CombinedMargin(64, 0.9, 0.4, 0.15);
        return of("Combined (0.9, 0.4, 0.15)", loss, Style.ofClass(4), Style.stroke(2, 7, 3));
    }

    /** The five extensions past θ = π − m. The widest line comes first, so that the others stay visible on it. */
    static List<Curve> extensions() {
        List<Curve> curves = new ArrayList<>();
        curves.add(extension("EASY: cos θ past π/2", Extension.EASY, 1, Style.stroke(4)));
        curves.add(extension("NONE, the default: cos(θ + m)", Extension.NONE, 6, Style.stroke(2.4)));
        curves.add(extension("CLAMP: −1", Extension.CLAMP, 8, Style.stroke(2, 2, 2)));
        curves.add(extension("CONTINUOUS: cos θ − (1 − cos m)", Extension.CONTINUOUS, 5, Style.stroke(2, 7, 3)));
        curves.add(extension("LINEAR: cos θ − m sin m", Extension.LINEAR, 7, Style.stroke(2, 14, 4)));
        return curves;
    }

    private static Curve extension(String label, Extension extension, int color, BasicStroke stroke) {
        return of(label, new ArcFace(64, 0.5, extension), Style.ofClass(color), stroke);
    }
}
