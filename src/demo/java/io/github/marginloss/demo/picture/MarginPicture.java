package io.github.marginloss.demo.picture;

import java.awt.Graphics2D;
import java.util.List;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;

/**
 * The target logit ψ(θ), divided by the scale: SphereFace; the margins of all losses; and the extensions of ArcFace
 * past θ = π − m. A line is broken where ψ jumps.
 */
public record MarginPicture() implements Picture {

    private static final MarginPanel PANEL = new MarginPanel(254, 5);

    @Override
    public String name() {
        return "margins";
    }

    @Override
    public int width() {
        return 3 * PANEL.width();
    }

    @Override
    public int height() {
        return PANEL.height();
    }

    @Override
    public void draw(Graphics2D g) {
        List<Curve> spheres = List.of(
                Curve.normalizedSoftmax(),
                Curve.sphereFace(4, 5, Style.stroke(2, 6, 3)),
                Curve.sphereFace(4, 0, Style.stroke(2)));
        PANEL.draw(
                g,
                0,
                new Title("SphereFace", "ψ(θ) with t = 4, λ = 5 and 0"),
                MarginPanel.plot(spheres, 0, -7.4, 1.4),
                spheres);
        List<Curve> margins = List.of(
                Curve.normalizedSoftmax(),
                Curve.cosFace(),
                Curve.arcFace(),
                Curve.combined(),
                Curve.sphereFace(4, 5, Style.stroke(2, 6, 3)));
        // curves of the first panel are named there
        List<Curve> others = margins.subList(1, 4);
        PANEL.draw(
                g,
                1,
                new Title("All margins", "ψ(θ), the target logit divided by s"),
                MarginPanel.plot(margins, 0, -2.1, 1.1),
                others);
        List<Curve> extensions = Curve.extensions();
        XYPlot plot = MarginPanel.plot(extensions, 1.2, -1.3, 0.1);
        plot.addDomainMarker(new ValueMarker(Math.PI - 0.5, Style.INK, Style.stroke(0.8, 2, 3)));
        PANEL.draw(
                g,
                2,
                new Title("ArcFace past π − m (dotted)", "ψ(θ) with m = 0.5 and each extension"),
                plot,
                extensions);
    }
}
