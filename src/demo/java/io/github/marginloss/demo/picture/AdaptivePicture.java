package io.github.marginloss.demo.picture;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The target logit ψ(θ), divided by the scale, of the losses whose margin is not the same for all: it knows the norm of
 * the feature (AdaFace, MagFace), is drawn for each sample (ElasticFace), or is that of the class and falls with the
 * number of its images (ClassMargins). The margins are the published ones.
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
        panel(g, 0, "AdaFace, m = 0.4", AdaptiveCurves.adaFace(), AdaptiveCurves.adaFace());
        panel(g, 1, "MagFace", AdaptiveCurves.magFace(), AdaptiveCurves.magFace());
        panel(
                g,
                2,
                "ElasticFace, " + AdaptiveCurves.DRAWN + " samples",
                AdaptiveCurves.elasticFace(),
                AdaptiveCurves.elasticKinds());
        panel(g, 3, "ClassMargins, n images", AdaptiveCurves.classMargins(), AdaptiveCurves.classMargins());
    }

    /** The same axes for all. */
    private static void panel(Graphics2D g, int column, String title, List<Curve> curves, List<Curve> named) {
        PANEL.draw(g, column, title, MarginPanel.plot(withSoftmax(curves), 0, -1.9, 1.1), withSoftmax(named));
    }

    private static List<Curve> withSoftmax(List<Curve> curves) {
        List<Curve> all = new ArrayList<>(List.of(Curve.softmax()));
        all.addAll(curves);
        return all;
    }
}
