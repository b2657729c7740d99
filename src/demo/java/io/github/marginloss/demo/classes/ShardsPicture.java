package io.github.marginloss.demo.classes;

import io.github.marginloss.demo.picture.Picture;
import io.github.marginloss.demo.picture.Sheet;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * The time of a step, and the memory, against the number of classes.
 *
 * @param name the name of its files
 * @param points the measurements
 */
record ShardsPicture(String name, List<Growth.Point> points) implements Picture {

    private static final int WIDTH = 420;
    private static final int HEIGHT = 340;
    private static final BasicStroke LINE = new BasicStroke(2);
    private static final BasicStroke DASHES =
            new BasicStroke(1.3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {5, 4}, 0);
    private static final double MEGABYTE = 1 << 20;

    /** A line of a plot; dashed lines have no points. */
    private record Line(String label, Color color, BasicStroke stroke, List<double[]> points) {}

    @Override
    public int width() {
        return 2 * WIDTH;
    }

    @Override
    public int height() {
        return HEIGHT + 3 * Sheet.LINE + 8;
    }

    @Override
    public void draw(Graphics2D g) {
        Settings settings = points.get(0).settings();
        String shape = "m = " + settings.batch() + ", d = " + settings.dimension();
        draw(g, 0, "time of a step, " + shape, "s", times());
        draw(g, 1, "memory, " + shape, "MB", memory());
    }

    private List<Line> times() {
        List<Line> lines = new ArrayList<>();
        for (double rate : rates()) {
            List<double[]> times = of(rate, point -> point.laps().seconds());
            double[] last = times.get(times.size() - 1);
            List<double[]> slope = of(rate, point -> last[1] * point.settings().classes() / last[0]);
            lines.add(0, new Line("proportional to n", Sheet.PALE.darker(), DASHES, slope));
            lines.add(new Line(label(rate), color(rate), LINE, times));
        }
        return lines;
    }

    /** The lines for memory. A sample's gathered rows exist only during a step. */
    private List<Line> memory() {
        double rate = rates()[0];
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(
                "W and momentum as floats, 8nd bytes",
                Sheet.PALE.darker(),
                DASHES,
                of(rate, point -> Heap.parameters(point.settings()) / MEGABYTE)));
        lines.add(new Line(
                "heap in use after a collection", color(rate), LINE, of(rate, point -> point.heap() / MEGABYTE)));
        return lines;
    }

    private double[] rates() {
        return points.stream()
                .mapToDouble(point -> point.settings().rate())
                .distinct()
                .toArray();
    }

    private Color color(double rate) {
        return rate == rates()[0] ? Sheet.COLORS.get(0) : Sheet.COLORS.get(2);
    }

    private static String label(double rate) {
        return rate == 1 ? "all classes" : "a sample of " + rate + " n classes";
    }

    private List<double[]> of(double rate, ToDoubleFunction<Growth.Point> value) {
        return points.stream()
                .filter(point -> point.settings().rate() == rate)
                .map(point -> new double[] {point.settings().classes(), value.applyAsDouble(point)})
                .toList();
    }

    private static void draw(Graphics2D g, int column, String title, String unit, List<Line> lines) {
        Sheet.draw(g, plot(unit, lines), title, column * WIDTH, 0, WIDTH - 8, HEIGHT);
        Map<String, Line> named = new LinkedHashMap<>();
        lines.forEach(line -> named.put(line.label(), line));
        int y = HEIGHT + 8;
        for (Line line : named.values()) {
            Sheet.legend(g, line.label(), line.color(), line.stroke(), column * WIDTH + 52, y);
            y += Sheet.LINE;
        }
    }

    private static XYPlot plot(String unit, List<Line> lines) {
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        for (int k = 0; k < lines.size(); k++) {
            Line line = lines.get(k);
            XYSeries series = new XYSeries(k);
            line.points().forEach(point -> series.add(point[0], point[1]));
            renderer.setSeriesPaint(k, line.color());
            renderer.setSeriesStroke(k, line.stroke());
            renderer.setSeriesShape(k, new Ellipse2D.Double(-2.5, -2.5, 5, 5));
            renderer.setSeriesShapesVisible(k, line.stroke().getDashArray() == null);
            data.addSeries(series);
        }
        XYPlot plot = new XYPlot(data, axis("classes", lines, 0), axis(unit, lines, 1), renderer);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        plot.setDomainGridlinePaint(Sheet.PALE);
        plot.setRangeGridlinePaint(Sheet.PALE);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setInsets(new RectangleInsets(10, 4, 4, 18));
        return plot;
    }

    /** An axis with room around the lines, and a tick at each power of ten. */
    private static LogAxis axis(String label, List<Line> lines, int coordinate) {
        DoubleSummaryStatistics range = lines.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(point -> point[coordinate])
                .summaryStatistics();
        LogAxis axis = Sheet.powers(10, label, range.getMin() / 1.5, range.getMax() * 1.5);
        if (coordinate == 0) {
            axis.setNumberFormatOverride(null);
            axis.setBaseSymbol("10");
        }
        return axis;
    }
}
