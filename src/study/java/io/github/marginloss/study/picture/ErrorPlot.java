package io.github.marginloss.study.picture;

import io.github.marginloss.demo.picture.Sheet;
import java.awt.Graphics2D;
import java.util.List;
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
    private static final int LEFT = 52;

    private ErrorPlot() {}

    /** The height of a plot with a number of legend lines. */
    static int height(int lines) {
        return HEIGHT + Sheet.LINE * lines + 8;
    }

    static LogAxis powers(String label, double from, double to, int decades) {
        LogAxis axis = new LogAxis(label);
        axis.setBaseSymbol("10");
        axis.setRange(from, to);
        axis.setTickUnit(new NumberTickUnit(decades));
        return Sheet.styled(axis);
    }

    static NumberAxis numbers(String label, double from, double to, double step) {
        NumberAxis axis = new NumberAxis(label);
        axis.setRange(from, to);
        axis.setTickUnit(new NumberTickUnit(step));
        return Sheet.styled(axis);
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
        plot.setDomainGridlinePaint(Sheet.PALE);
        plot.setRangeGridlinePaint(Sheet.PALE);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        // room for half of each outermost label
        plot.setInsets(new RectangleInsets(10, 4, 4, 18));
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        Sheet.draw(g, plot, title, left, 0, WIDTH - 8, HEIGHT);
        for (int line = 0; line < curves.size(); line++) {
            Curve curve = curves.get(line);
            Sheet.legend(g, curve.label(), curve.color(), curve.stroke(), left + LEFT, HEIGHT + Sheet.LINE * line + 8);
        }
    }
}
