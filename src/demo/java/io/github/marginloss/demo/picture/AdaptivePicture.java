package io.github.marginloss.demo.picture;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The target logit ψ(θ), divided by the scale, of the losses whose margin differs between samples. The margin depends
 * on the norm of the feature (AdaFace, MagFace), is drawn at random for each sample (ElasticFace), or falls with the
 * number of images of the class (ClassMargins). The margins are the published ones.
 */
public record AdaptivePicture() implements Picture {

    private static final MarginPanel PANEL = new MarginPanel(178, 5);

    @Override
    public String name() {
        return "adaptive-margins";
    }

    @Override
    public int width() {
        return 4 * PANEL.width();
    }

    @Override
    public int height() {
        return PANEL.height();
    }

    @Override
    public void draw(Graphics2D g) {
        panel(
                g,
                0,
                new Title("AdaFace", "m = 0.4, ẑ by norm"),
                AdaptiveCurves.adaFace(),
                withNormalizedSoftmax(AdaptiveCurves.adaFace()));
        panel(
                g,
                1,
                new Title("MagFace", "m = 0.45 to 0.8, by norm"),
                AdaptiveCurves.magFace(),
                AdaptiveCurves.magFace());
        panel(
                g,
                2,
                new Title("ElasticFace", "deviation of m 0.05, " + AdaptiveCurves.DRAWN + " samples"),
                AdaptiveCurves.elasticFace(),
                AdaptiveCurves.elasticKinds());
        panel(
                g,
                3,
                new Title("ClassMargins", "m = 0.05 to 0.5, by class"),
                AdaptiveCurves.classMargins(),
                AdaptiveCurves.classMargins());
    }

    /** Draws a panel. All have the same axes, and the first one names the curve that all have. */
    private static void panel(Graphics2D g, int column, Title title, List<Curve> curves, List<Curve> named) {
        PANEL.draw(g, column, title, MarginPanel.plot(withNormalizedSoftmax(curves), 0, -1.9, 1.1), named);
    }

    private static List<Curve> withNormalizedSoftmax(List<Curve> curves) {
        List<Curve> all = new ArrayList<>(List.of(Curve.normalizedSoftmax()));
        all.addAll(curves);
        return all;
    }
}
