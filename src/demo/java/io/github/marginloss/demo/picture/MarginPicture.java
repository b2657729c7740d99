package io.github.marginloss.demo.picture;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.List;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * The target logit ψ(θ), divided by the scale: SphereFace in full; the margins of all losses; and what the extensions
 * of ArcFace make of it past θ = π − m. A line is broken where ψ jumps.
 */
public record MarginPicture() implements Picture {

    private static final int SIDE = 254;
    private static final int LEFT = 40;
    private static final int BELOW = 40;
    private static final int WIDTH = LEFT + SIDE + Panel.MARGIN;
    private static final int HEIGHT = Panel.TITLE + SIDE + BELOW;
    private static final int LINE = 17;

    @Override
    public String name() {
        return "margins";
    }

    @Override
    public int width() {
        return 3 * WIDTH;
    }

    @Override
    public int height() {
        return HEIGHT + 5 * LINE + 6;
    }

    @Override
    public void draw(Graphics2D g) {
        List<Curve> spheres = List.of(
                Curve.softmax(),
                Curve.sphereFace(4, 5, Style.stroke(2, 6, 3)),
                Curve.sphereFace(4, 0, Style.stroke(2)));
        panel(g, 0, "SphereFace: ψ(θ)", plot(spheres, 0, -7.4, 1.4), spheres);
        List<Curve> margins = List.of(
                Curve.softmax(),
                Curve.cosFace(),
                Curve.arcFace(),
                Curve.combined(),
                Curve.sphereFace(4, 5, Style.stroke(2, 6, 3)));
        panel(g, 1, "The target logit ψ(θ)", plot(margins, 0, -2.1, 1.1), margins);
        List<Curve> extensions = Curve.extensions();
        XYPlot plot = plot(extensions, 1.2, -1.3, 0.1);
        plot.addDomainMarker(new ValueMarker(Math.PI - 0.5, Style.INK, Style.stroke(0.8, 2, 3)));
        panel(g, 2, "ArcFace past π − m (dotted)", plot, extensions);
    }

    private static void panel(Graphics2D g, int column, String title, XYPlot plot, List<Curve> curves) {
        int x = column * WIDTH;
        Panel.draw(g, plot, title, x, 0, WIDTH, HEIGHT);
        for (int k = 0; k < curves.size(); k++) {
            int y = HEIGHT + LINE * k + 6;
            g.setColor(curves.get(k).color());
            g.setStroke(curves.get(k).stroke());
            g.draw(new Line2D.Double(x + LEFT, y, x + LEFT + 32, y));
            g.setFont(Style.SMALL);
            g.setColor(Style.INK);
            g.drawString(curves.get(k).label(), x + LEFT + 40, y + 4);
        }
    }

    private static XYPlot plot(List<Curve> curves, double from, double low, double high) {
        XYPlot plot = Panel.plot(Panel.angles("θ", from, Math.PI), Panel.axis(null, low, high), LEFT, BELOW);
        plot.setDomainGridlinesVisible(true);
        plot.setRangeGridlinesVisible(true);
        XYSeriesCollection lines = (XYSeriesCollection) plot.getDataset();
        XYLineAndShapeRenderer renderer = (XYLineAndShapeRenderer) plot.getRenderer();
        renderer.setDrawSeriesLineAsPath(true);
        // JFreeChart draws the last series on top, as we do
        for (Curve curve : curves) {
            for (List<double[]> branch : Branches.of(curve.margin(), from, Math.PI)) {
                XYSeries line = new XYSeries(lines.getSeriesCount(), false);
                branch.forEach(point -> line.add(point[0], point[1]));
                renderer.setSeriesPaint(lines.getSeriesCount(), curve.color());
                renderer.setSeriesStroke(lines.getSeriesCount(), curve.stroke());
                lines.addSeries(line);
            }
        }
        return plot;
    }
}
