package io.github.marginloss.demo.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeriesCollection;

/** One of the plots of a picture, with a title above it. */
public final class Panel {

    /** The height above the inside of a plot, for the title. */
    public static final int TITLE = 46;
    /** The width to the right of the inside of a plot. */
    public static final int MARGIN = 12;
    /** Room for half a tick label above the inside of a plot. */
    private static final int OVERHANG = 6;

    private Panel() {}

    /** An empty plot for lines. The space for its axes is fixed, so that its inside has a known size. */
    public static XYPlot plot(NumberAxis x, NumberAxis y, int left, int below) {
        XYPlot plot = new XYPlot(new XYSeriesCollection(), x, y, new XYLineAndShapeRenderer(true, false));
        plot.setInsets(new RectangleInsets(OVERHANG, 0, 0, MARGIN));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        plot.setOutlinePaint(Style.PALE);
        AxisSpace bottom = new AxisSpace();
        bottom.setBottom(below);
        plot.setFixedDomainAxisSpace(bottom);
        AxisSpace side = new AxisSpace();
        side.setLeft(left);
        plot.setFixedRangeAxisSpace(side);
        return plot;
    }

    /** An axis from one number to another. */
    public static NumberAxis axis(String label, double from, double to) {
        NumberAxis axis = new NumberAxis(label);
        axis.setRange(from, to);
        axis.setLabelFont(Style.TEXT);
        axis.setTickLabelFont(Style.SMALL);
        axis.setLabelPaint(Style.INK);
        axis.setTickLabelPaint(Style.INK);
        axis.setAxisLineVisible(false);
        return axis;
    }

    /** An axis of angles from 0 on, with ticks at the quarters of π. */
    static NumberAxis angles(String label, double from, double to) {
        NumberAxis axis = axis(label, from, to);
        axis.setTickUnit(new NumberTickUnit(Math.PI / 4, new QuartersOfPi()));
        return axis;
    }

    /** Draws a plot and its title into a rectangle of the sheet. */
    public static void draw(Graphics2D g, XYPlot plot, Title title, int x, int y, int width, int height) {
        JFreeChart chart = new JFreeChart(null, Style.TITLE, plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        int above = TITLE - OVERHANG;
        chart.draw(g, new Rectangle2D.Double(x, y + above, width, height - above));
        double left = plot.getFixedRangeAxisSpace().getLeft();
        double middle = x + (left + width - MARGIN) / 2;
        Style.centred(g, title.name(), Style.TITLE, middle, y + TITLE - 26);
        Style.centred(g, title.setting(), Style.TEXT, middle, y + TITLE - 10);
    }
}
