package io.github.marginloss.demo.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/** The name of a class on a disc in its colour, at a point of the plot. */
final class Badge extends AbstractXYAnnotation {

    private static final long serialVersionUID = 1;
    private static final double RADIUS = 8.5;

    private final int label;
    private final double x;
    private final double y;

    Badge(int label, double x, double y) {
        this.label = label;
        this.x = x;
        this.y = y;
    }

    @Override
    public void draw(
            Graphics2D g,
            XYPlot plot,
            Rectangle2D area,
            ValueAxis domain,
            ValueAxis range,
            int rendererIndex,
            PlotRenderingInfo info) {
        draw(
                g,
                label,
                domain.valueToJava2D(x, area, plot.getDomainAxisEdge()),
                range.valueToJava2D(y, area, plot.getRangeAxisEdge()));
    }

    /** The same, with its middle at a point of the sheet. */
    static void draw(Graphics2D g, int label, double x, double y) {
        Color color = Style.ofClass(label);
        g.setColor(Color.WHITE);
        g.fill(new Ellipse2D.Double(x - RADIUS - 1.5, y - RADIUS - 1.5, 2 * RADIUS + 3, 2 * RADIUS + 3));
        g.setColor(color);
        g.fill(new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS));
        String name = Integer.toString(label);
        g.setFont(Style.NAME);
        // dark letters on light discs; the weights are those of ITU-R BT.601 for the brightness of a colour
        double light = 0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue();
        g.setColor(light > 130 ? Color.BLACK : Color.WHITE);
        g.drawString(name, (float) (x - g.getFontMetrics().stringWidth(name) / 2.0), (float) (y + 4));
    }
}
