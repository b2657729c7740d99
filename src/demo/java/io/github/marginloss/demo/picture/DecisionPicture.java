package io.github.marginloss.demo.picture;

import io.github.marginloss.core.Margin;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.annotations.XYPolygonAnnotation;
import org.jfree.chart.plot.XYPlot;

/**
 * The decision margin between two classes, after the figure in the ArcFace paper (Deng et al. 2019). A feature at the
 * angles θ₁ and θ₂ to the two class weights satisfies the loss as one of class 1 where ψ(θ₁) > cos θ₂, and as one of
 * class 2 where ψ(θ₂) > cos θ₁; in the grey margin neither holds. The dashed line is the boundary at inference.
 */
public record DecisionPicture() implements Picture {

    private static final int SIDE = 170;
    private static final int AXIS = 44;
    private static final int WIDTH = AXIS + SIDE + Panel.MARGIN;
    private static final int LEGEND = 30;
    private static final Color FIRST = new Color(0x8fbfe8);
    private static final Color SECOND = new Color(0xffcf7a);
    private static final Color NEITHER = new Color(0xdddddd);
    private static final int POINTS = 100;
    private static final double END = Math.PI / 2;

    @Override
    public String name() {
        return "decisions";
    }

    @Override
    public int width() {
        return 4 * WIDTH;
    }

    @Override
    public int height() {
        return Panel.TITLE + SIDE + AXIS + LEGEND;
    }

    @Override
    public void draw(Graphics2D g) {
        panel(g, 0, new Title("NormalizedSoftmax", "m = 0"), Curve.normalizedSoftmax());
        panel(g, 1, new Title("SphereFace", "t = 4, λ = 0"), Curve.sphereFace(4, 0, null));
        panel(g, 2, new Title("CosFace", "m = 0.35"), Curve.cosFace());
        panel(g, 3, new Title("ArcFace", "m = 0.5"), Curve.arcFace());
        double y = height() - 16;
        key(g, 150, y, FIRST, "class 1, margin kept");
        key(g, 330, y, SECOND, "class 2, margin kept");
        key(g, 510, y, NEITHER, "neither class");
        g.setColor(Style.INK);
        g.setStroke(Style.stroke(1, 4, 3));
        g.draw(new Line2D.Double(640, y, 664, y));
        g.drawString("boundary at inference", 672, (float) y + 4);
    }

    private static void key(Graphics2D g, double x, double y, Color color, String text) {
        g.setColor(color);
        g.fill(new Rectangle2D.Double(x, y - 7, 24, 14));
        g.setColor(Style.INK);
        g.setFont(Style.TEXT);
        g.drawString(text, (float) x + 32, (float) y + 4);
    }

    /**
     * The smallest θ₂ with which a feature at θ₁ satisfies the loss as one of class 1: cos θ₂ = ψ(θ₁); π if there is
     * none.
     */
    static double boundary(Margin margin, double angle) {
        return Math.acos(Math.max(-1, margin.value(Math.cos(angle), Math.sin(angle))));
    }

    private void panel(Graphics2D g, int column, Title title, Curve curve) {
        XYPlot plot = Panel.plot(Panel.angles("θ₁", 0, END), Panel.angles("θ₂", 0, END), AXIS, AXIS);
        plot.setBackgroundPaint(NEITHER);
        // class 1: along the boundary, then back along the edge θ₂ = π/2; class 2 is its mirror image
        double[] first = new double[2 * (POINTS + 3)];
        double[] second = new double[first.length];
        for (int k = 0; k < POINTS + 3; k++) {
            double angle = k > POINTS ? (POINTS + 2 - k) * END : END * k / POINTS;
            double other = k > POINTS ? END : Math.min(END, boundary(curve.margin(), angle));
            first[2 * k] = angle;
            first[2 * k + 1] = other;
            second[2 * k] = other;
            second[2 * k + 1] = angle;
        }
        plot.addAnnotation(new XYPolygonAnnotation(first, null, null, FIRST));
        plot.addAnnotation(new XYPolygonAnnotation(second, null, null, SECOND));
        plot.addAnnotation(new XYLineAnnotation(0, 0, END, END, Style.stroke(1, 4, 3), Style.INK));
        Panel.draw(g, plot, title, column * WIDTH, 0, WIDTH, height() - LEGEND);
    }
}
