package io.github.marginloss.bench.report;

import io.github.marginloss.bench.Ours;
import io.github.marginloss.bench.report.Measured.Score;
import io.github.marginloss.demo.picture.Picture;
import io.github.marginloss.demo.picture.Sheet;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.Map;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * The time of a step against the number of classes, with one plot per virtual machine.
 *
 * @param all the results of all virtual machines
 */
record GrowthPicture(List<Measured> all) implements Picture {

    private static final int WIDTH = 420;
    private static final int HEIGHT = 340;
    /** The width of the legend, which does not depend on the number of plots. */
    private static final int LEGEND = 520;

    private static final BasicStroke LINE = new BasicStroke(2);
    private static final BasicStroke DASHES =
            new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 4}, 0);

    /**
     * Creates a picture without the machines on which growth was not measured.
     *
     * @param all the results of all virtual machines
     */
    GrowthPicture {
        all = all.stream().filter(measured -> !lines(measured).isEmpty()).toList();
    }

    /** A contender on a number of threads. */
    private record Line(String contender, int threads) {

        Color color() {
            return contender.equals(Ours.NAME) ? Sheet.INK : Sheet.COLORS.get(2);
        }

        BasicStroke stroke() {
            return threads == 1 ? LINE : DASHES;
        }

        @Override
        public String toString() {
            return contender + (contender.equals(Ours.NAME) ? "" : ", all logits in memory") + ", "
                    + (threads == 1 ? "1 thread" : threads + " threads");
        }
    }

    @Override
    public String name() {
        return "performance-growth";
    }

    @Override
    public int width() {
        return Math.max(LEGEND, WIDTH * all.size());
    }

    @Override
    public int height() {
        return HEIGHT + 2 * Sheet.LINE + 8;
    }

    @Override
    public void draw(Graphics2D g) {
        for (int k = 0; k < all.size(); k++) {
            String title = "m = d = 128, JDK " + all.get(k).jdk();
            Sheet.draw(g, plot(all.get(k)), title, k * WIDTH, 0, WIDTH - 8, HEIGHT);
        }
        List<Line> lines = all.isEmpty() ? List.of() : lines(all.get(0));
        for (int k = 0; k < lines.size(); k++) {
            Line line = lines.get(k);
            int x = 52 + k / 2 * 180;
            Sheet.legend(g, line.toString(), line.color(), line.stroke(), x, HEIGHT + 8 + k % 2 * Sheet.LINE);
        }
    }

    private static List<Line> lines(Measured measured) {
        return JmhTables.values(measured, "contender").stream()
                .flatMap(contender -> JmhTables.values(measured, "threads").stream()
                        .map(threads -> new Line(contender, Integer.parseInt(threads))))
                .toList();
    }

    private static XYPlot plot(Measured measured) {
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
        for (Line line : lines(measured)) {
            XYSeries series = new XYSeries(line.toString());
            for (Score score : measured.jmh()) {
                if (is(score, line)) {
                    series.add(Double.parseDouble(score.params().get("classes")), score.value());
                }
            }
            int index = data.getSeriesCount();
            renderer.setSeriesPaint(index, line.color());
            renderer.setSeriesStroke(index, line.stroke());
            renderer.setSeriesShape(index, new Ellipse2D.Double(-2.5, -2.5, 5, 5));
            data.addSeries(series);
        }
        LogAxis x = Sheet.powers(10, "classes", 700, 430_000);
        XYPlot plot = new XYPlot(data, x, Sheet.powers(10, "ms per step", 1, 40_000), renderer);
        plot.setDomainGridlinePaint(Sheet.PALE);
        plot.setRangeGridlinePaint(Sheet.PALE);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setInsets(new RectangleInsets(10, 4, 4, 18));
        return plot;
    }

    private static boolean is(Score score, Line line) {
        Map<String, String> params = score.params();
        return score.benchmark().endsWith("GrowthBenchmark.step")
                && params.get("contender").equals(line.contender())
                && params.get("threads").equals(Integer.toString(line.threads()));
    }
}
