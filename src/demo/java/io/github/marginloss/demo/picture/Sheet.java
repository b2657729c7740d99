package io.github.marginloss.demo.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.Plot;

/** Colours, fonts and axes of pictures of measurements, and a plot with its title at a point of the sheet. */
public final class Sheet {

    public static final int TITLE = 28;
    public static final int LINE = 17;
    public static final Color INK = new Color(0x222222);
    public static final Color PALE = new Color(0xdddddd);
    public static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    public static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    /** Some of Petroff's colours for the colour-blind, as in the other pictures. */
    public static final List<Color> COLORS = List.of(
            Color.decode("#3f90da"),
            Color.decode("#ffa90e"),
            Color.decode("#bd1f01"),
            Color.decode("#832db6"),
            Color.decode("#94a4a2"));

    private Sheet() {}

    /** A logarithmic axis with a tick at each power of its base. */
    public static LogAxis powers(int base, String label, double from, double to) {
        LogAxis axis = new LogAxis(label);
        axis.setBase(base);
        axis.setNumberFormatOverride(new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        axis.setRange(from, to);
        axis.setTickUnit(new NumberTickUnit(1));
        return styled(axis);
    }

    /** {@return an axis, in the style of the sheet} */
    public static <A extends ValueAxis> A styled(A axis) {
        axis.setLabelFont(SMALL);
        axis.setTickLabelFont(SMALL);
        axis.setLabelPaint(INK);
        axis.setTickLabelPaint(INK);
        axis.setAxisLineVisible(false);
        axis.setMinorTickMarksVisible(false);
        return axis;
    }

    /** Draws a plot and its title into a rectangle of the sheet. */
    public static void draw(Graphics2D g, Plot plot, String title, int x, int y, int width, int height) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlinePaint(PALE);
        JFreeChart chart = new JFreeChart(null, BOLD, plot, false);
        chart.setBackgroundPaint(null);
        chart.draw(g, new Rectangle2D.Double(x, y + TITLE, width, height - TITLE));
        g.setFont(BOLD);
        g.setColor(INK);
        g.drawString(title, x + 52, y + TITLE - 8);
    }

    /** A line of the legend. */
    public static void legend(Graphics2D g, String label, Color color, BasicStroke stroke, int x, int y) {
        g.setColor(color);
        g.setStroke(stroke);
        g.drawLine(x, y, x + 32, y);
        g.setFont(SMALL);
        g.setColor(INK);
        g.drawString(label, x + 40, y + 4);
    }
}
