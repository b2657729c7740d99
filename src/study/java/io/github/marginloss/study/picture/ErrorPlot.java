package io.github.marginloss.study.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** A plot of errors, with its legend below. */
final class ErrorPlot {

    static final int WIDTH = 420;
    static final int HEIGHT = 330;
    private static final int TITLE = 28;
    private static final int LEFT = 52;
    private static final int LINE = 17;
    private static final Color INK = new Color(0x222222);
    private static final Color PALE = new Color(0xdddddd);
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 13);

    private ErrorPlot() {}

    /** The height of a plot with a number of legend lines. */
    static int height(int lines) {
        return HEIGHT + LINE * lines + 8;
    }

    static LogAxis powers(String label, double from, double to, int decades) {
        LogAxis axis = new LogAxis(label);
        axis.setBaseSymbol("10");
        axis.setRange(from, to);
        axis.setTickUnit(new NumberTickUnit(decades));
        styled(axis);
        return axis;
    }

    static NumberAxis numbers(String label, double from, double to, double step) {
        NumberAxis axis = new NumberAxis(label);
        axis.setRange(from, to);
        axis.setTickUnit(new NumberTickUnit(step));
        styled(axis);
        return axis;
    }

    private static void styled(ValueAxis axis) {
        axis.setLabelFont(SMALL);
        axis.setTickLabelFont(SMALL);
        axis.setLabelPaint(INK);
        axis.setTickLabelPaint(INK);
        axis.setAxisLineVisible(false);
        axis.setMinorTickMarksVisible(false);
    }

    /** Draws curves of errors in column k of the sheet. */
    static void draw(Graphics2D g, int k, String title, ValueAxis x, String unit, List<Curve> curves) {
        int left = k * WIDTH;
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        for (Curve curve : curves) {
            XYSeries series = new XYSeries(data.getSeriesCount(), false);
            curve.points().forEach(point -> series.add(point[0], point[1]));
            renderer.setSeriesPaint(data.getSeriesCount(), curve.color());
            renderer.setSeriesStroke(data.getSeriesCount(), curve.stroke());
            data.addSeries(series);
        }
        XYPlot plot = new XYPlot(data, x, powers(unit, 0.7 * Curve.SMALLEST, 1e16, 4), renderer);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlinePaint(PALE);
        plot.setDomainGridlinePaint(PALE);
        plot.setRangeGridlinePaint(PALE);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        // room for half of each outermost label
        plot.setInsets(new RectangleInsets(10, 4, 4, 18));
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        JFreeChart chart = new JFreeChart(null, BOLD, plot, false);
        chart.setBackgroundPaint(null);
        chart.draw(g, new Rectangle2D.Double(left, TITLE, WIDTH - 8, HEIGHT - TITLE));
        g.setFont(BOLD);
        g.setColor(INK);
        g.drawString(title, left + LEFT, TITLE - 8);
        for (int line = 0; line < curves.size(); line++) {
            legend(g, left + LEFT, HEIGHT + LINE * line + 8, curves.get(line));
        }
    }

    private static void legend(Graphics2D g, int x, int y, Curve curve) {
        g.setColor(curve.color());
        g.setStroke(curve.stroke());
        g.draw(new Line2D.Double(x, y, x + 32, y));
        g.setFont(SMALL);
        g.setColor(INK);
        g.drawString(curve.label(), x + 40, y + 4);
    }
}
