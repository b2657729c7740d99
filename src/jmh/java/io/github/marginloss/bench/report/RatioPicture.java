package io.github.marginloss.bench.report;

import io.github.marginloss.bench.Ours;
import io.github.marginloss.bench.Run;
import io.github.marginloss.bench.Shape;
import io.github.marginloss.demo.picture.Picture;
import io.github.marginloss.demo.picture.Sheet;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * The times of other contenders' steps as multiples of this library's time in the same run: one column per virtual
 * machine, a row for one thread and another for two.
 *
 * @param all the results of all virtual machines
 */
record RatioPicture(List<Measured> all) implements Picture {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 266;
    private static final BasicStroke BAR = new BasicStroke(9, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);

    /** A contender of a run. */
    private record Series(Run run, String contender) {
        @Override
        public String toString() {
            return Measured.title(run, contender);
        }
    }

    @Override
    public String name() {
        return "performance-ratios";
    }

    @Override
    public int width() {
        return WIDTH * all.size();
    }

    @Override
    public int height() {
        return 2 * HEIGHT + 2 * Sheet.LINE + 8;
    }

    @Override
    public void draw(Graphics2D g) {
        for (int k = 0; k < all.size(); k++) {
            for (int threads = 1; threads <= 2; threads++) {
                String title = "times as long as marginloss, " + (threads == 1 ? "1 thread" : "2 threads") + ", JDK "
                        + all.get(k).jdk();
                CategoryPlot plot = plot(series(all.get(k)), threads);
                Sheet.draw(g, plot, title, k * WIDTH, (threads - 1) * HEIGHT, WIDTH - 8, HEIGHT);
            }
        }
        List<Series> series = series(all.get(0));
        for (int k = 0; k < series.size(); k++) {
            int y = 2 * HEIGHT + 8 + k / 3 * Sheet.LINE;
            Sheet.legend(g, series.get(k).toString(), color(k), BAR, 52 + k % 3 * 170, y);
        }
    }

    private static Color color(int series) {
        return Sheet.COLORS.get(series % Sheet.COLORS.size());
    }

    private static List<Series> series(Measured measured) {
        List<Series> series = new ArrayList<>();
        for (Run run : measured.races()) {
            for (String contender : Measured.contenders(run)) {
                if (!contender.equals(Ours.NAME)) {
                    series.add(new Series(run, contender));
                }
            }
        }
        return series;
    }

    private static CategoryPlot plot(List<Series> series, int threads) {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        BarRenderer renderer = new BarRenderer();
        // bars start at 1, so a contender that is faster than this library hangs below
        renderer.setBase(1);
        renderer.setIncludeBaseInRange(false);
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setItemMargin(0.08);
        DecimalFormat tenths = new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        renderer.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator("{2}", tenths));
        renderer.setDefaultItemLabelsVisible(true);
        renderer.setDefaultItemLabelFont(Sheet.SMALL.deriveFont(9f));
        double smallest = 1;
        double largest = 4;
        for (int k = 0; k < series.size(); k++) {
            renderer.setSeriesPaint(k, color(k));
            for (Shape shape : Shape.ALL) {
                Series s = series.get(k);
                double ratio = Measured.ratio(s.run(), shape, s.contender(), Ours.NAME, threads)
                        .orElse(Double.NaN);
                data.addValue(ratio, s.toString(), shape.toString());
                smallest = ratio < smallest ? ratio : smallest;
                largest = ratio > largest ? ratio : largest;
            }
        }
        CategoryAxis shapes = new CategoryAxis("(m, d, n)");
        shapes.setLabelFont(Sheet.SMALL);
        shapes.setTickLabelFont(Sheet.SMALL);
        shapes.setAxisLineVisible(false);
        shapes.setMaximumCategoryLabelWidthRatio(1.5f);
        CategoryPlot plot =
                new CategoryPlot(data, shapes, Sheet.powers(2, null, 0.7 * smallest, 1.6 * largest), renderer);
        plot.addRangeMarker(new ValueMarker(1, Sheet.INK, new BasicStroke(1)));
        plot.setRangeGridlinePaint(Sheet.PALE);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setInsets(new RectangleInsets(6, 4, 4, 8));
        return plot;
    }
}
