package io.github.marginloss.spark;

import io.github.marginloss.demo.picture.Panel;
import io.github.marginloss.demo.picture.Picture;
import io.github.marginloss.demo.picture.Style;
import io.github.marginloss.demo.picture.Title;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Loss and time of each step. The first step, which also starts Spark's tasks and has nothing compiled yet, is told in the
 * title instead of drawn.
 *
 * @param steps at least two
 */
record TrainingPicture(List<Step> steps) implements Picture {

    private static final int WIDTH = 420;
    private static final int HEIGHT = 290;
    private static final int LEFT = 52;
    private static final int BELOW = 40;

    /**
     * A step that has been made.
     *
     * @param number from 1 on
     * @param loss L before it
     * @param seconds that it took, its checkpoint included
     */
    record Step(long number, double loss, double seconds) {}

    @Override
    public String name() {
        return "spark-training";
    }

    @Override
    public int width() {
        return 2 * WIDTH;
    }

    @Override
    public int height() {
        return HEIGHT;
    }

    @Override
    public void draw(Graphics2D g) {
        panel(g, 0, "loss", steps, Step::loss);
        String title = String.format(
                Locale.ROOT,
                "time of a step, ms (the first: %.1f s)",
                steps.get(0).seconds());
        panel(g, 1, title, steps.subList(1, steps.size()), step -> 1000 * step.seconds());
    }

    private static void panel(Graphics2D g, int column, String title, List<Step> steps, ToDoubleFunction<Step> value) {
        double first = (double) steps.get(0).number();
        double last = (double) steps.get(steps.size() - 1).number();
        double top = steps.stream().mapToDouble(value).max().orElse(1);
        XYPlot plot = Panel.plot(
                Panel.axis("step", first, Math.max(first + 1, last)),
                Panel.axis(null, 0, top > 0 ? 1.05 * top : 1),
                LEFT,
                BELOW);
        XYSeries series = new XYSeries(title);
        steps.forEach(step -> series.add((double) step.number(), value.applyAsDouble(step)));
        plot.setDataset(new XYSeriesCollection(series));
        plot.getRenderer().setSeriesPaint(0, Style.ofClass(6 * column));
        plot.getRenderer().setSeriesStroke(0, Style.stroke(1.4));
        Panel.draw(g, plot, new Title(title, ""), column * WIDTH, 0, WIDTH, HEIGHT);
    }
}
