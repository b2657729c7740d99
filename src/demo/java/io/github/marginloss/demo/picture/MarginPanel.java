package io.github.marginloss.demo.picture;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.List;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Panels side by side with graphs of ψ over θ, and the names of the lines below them. A line is broken where ψ jumps.
 *
 * @param side the side length of the inside of a panel
 * @param lines the number of names for which there is room
 */
record MarginPanel(int side, int lines) {

    private static final int LEFT = 40;
    private static final int BELOW = 40;
    private static final int LINE = 17;

    int width() {
        return LEFT + side + Panel.MARGIN;
    }

    private int top() {
        return Panel.TITLE + side + BELOW;
    }

    int height() {
        return top() + lines * LINE + 6;
    }

    /** Draws a panel, and the names of some curves below it. */
    void draw(Graphics2D g, int column, Title title, XYPlot plot, List<Curve> named) {
        int x = column * width();
        Panel.draw(g, plot, title, x, 0, width(), top());
        for (int k = 0; k < named.size(); k++) {
            int y = top() + LINE * k + 6;
            g.setColor(named.get(k).color());
            g.setStroke(named.get(k).stroke());
            g.draw(new Line2D.Double(x + LEFT, y, x + LEFT + 32, y));
            g.setFont(Style.SMALL);
            g.setColor(Style.INK);
            g.drawString(named.get(k).label(), x + LEFT + 40, y + 4);
        }
    }

    /** The graphs of curves, from an angle to π. */
    static XYPlot plot(List<Curve> curves, double from, double low, double high) {
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
