package io.github.marginloss.demo.picture;

import io.github.marginloss.demo.measure.Spread;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;

/**
 * How much better losses verify unseen classes than Softmax does, against the budget and against the number of
 * identities, in one panel each. Dots are means of paired differences over the seeds; bars extend one standard
 * deviation to both sides.
 *
 * @param panels the first one has all losses, in the order of the legend
 */
public record GainPicture(List<Comparison> panels) implements Picture {

    private static final int LEFT = 48;
    private static final int INSIDE = 420;
    private static final int BELOW = 44;
    private static final int WIDTH = LEFT + INSIDE + Panel.MARGIN;
    private static final int TOP = Panel.TITLE + 260 + BELOW;
    private static final int LEGEND = 82;
    private static final List<Color> COLORS = List.of(
            Style.PALE,
            Style.ofClass(4),
            Style.ofClass(2),
            Style.INK,
            Style.ofClass(0),
            Style.ofClass(1),
            Style.ofClass(6));

    /** A panel: its title, and the values that it compares. */
    public record Comparison(Title title, List<Place> places) {}

    /**
     * One budget, or one number of identities.
     *
     * @param label its name
     * @param softmax the TAR of Softmax, in percent
     * @param gains of the other losses
     */
    public record Place(String label, Spread softmax, List<Gain> gains) {}

    /** A loss, and by how many percentage points its TAR exceeds that of Softmax. */
    public record Gain(String loss, Spread points) {}

    @Override
    public String name() {
        return "open-set";
    }

    @Override
    public int width() {
        return panels.size() * WIDTH;
    }

    @Override
    public int height() {
        return TOP + LEGEND;
    }

    @Override
    public void draw(Graphics2D g) {
        for (int k = 0; k < panels.size(); k++) {
            panel(g, panels.get(k), k * WIDTH);
        }
        List<String> losses = losses();
        for (int k = 0; k < losses.size(); k++) {
            int x = LEFT + k % 3 * (width() - LEFT) / 3;
            int y = TOP + 18 + k / 3 * 22;
            dot(g, COLORS.get(k), x, y - 4);
            g.setFont(Style.TEXT);
            g.setColor(Style.INK);
            g.drawString(losses.get(k), x + 12, y);
        }
    }

    private List<String> losses() {
        return panels.get(0).places().get(0).gains().stream().map(Gain::loss).toList();
    }

    private Stream<Spread> all() {
        return panels.stream()
                .flatMap(panel -> panel.places().stream())
                .flatMap(place -> place.gains().stream())
                .map(Gain::points);
    }

    private NumberAxis points() {
        double low = all().mapToDouble(s -> s.mean() - s.deviation()).min().orElse(0);
        double high = all().mapToDouble(s -> s.mean() + s.deviation()).max().orElse(0);
        return Panel.axis("TAR above Softmax, percentage points", Math.min(0, low) - 2, Math.max(0, high) + 2);
    }

    private void panel(Graphics2D g, Comparison comparison, int x) {
        int count = comparison.places().size();
        NumberAxis across = Panel.axis(null, 0, count);
        across.setTickLabelsVisible(false);
        across.setTickMarksVisible(false);
        NumberAxis points = points();
        XYPlot plot = Panel.plot(across, points, LEFT, BELOW);
        plot.setRangeGridlinesVisible(true);
        Panel.draw(g, plot, comparison.title(), x, 0, WIDTH, TOP);
        double zero = height(points, 0);
        g.setColor(Style.INK);
        g.setStroke(Style.stroke(1));
        g.draw(new Line2D.Double(x + LEFT, zero, x + LEFT + INSIDE, zero));
        for (int p = 0; p < count; p++) {
            Place place = comparison.places().get(p);
            double middle = x + LEFT + INSIDE * (p + 0.5) / count;
            Style.centred(g, place.label(), Style.SMALL, middle, TOP - BELOW + 16);
            String softmax = String.format(
                    Locale.ROOT, "Softmax: %.1f %%", place.softmax().mean());
            Style.centred(g, softmax, Style.SMALL, middle, TOP - BELOW + 32);
            place.gains().forEach(gain -> bar(g, gain, middle, points));
        }
    }

    private void bar(Graphics2D g, Gain gain, double middle, NumberAxis points) {
        int loss = losses().indexOf(gain.loss());
        double x = middle + (loss - (losses().size() - 1) / 2.0) * 12;
        double mean = gain.points().mean();
        double deviation = gain.points().deviation();
        g.setColor(COLORS.get(loss));
        g.setStroke(Style.stroke(1.6));
        g.draw(new Line2D.Double(x, height(points, mean - deviation), x, height(points, mean + deviation)));
        dot(g, COLORS.get(loss), x, height(points, mean));
    }

    private static void dot(Graphics2D g, Color color, double x, double y) {
        g.setColor(color);
        g.fill(new Ellipse2D.Double(x - 4, y - 4, 8, 8));
    }

    /** The place of a value on the sheet. */
    private static double height(NumberAxis axis, double value) {
        double share = (value - axis.getLowerBound()) / axis.getRange().getLength();
        return TOP - BELOW - share * (TOP - BELOW - Panel.TITLE);
    }
}
