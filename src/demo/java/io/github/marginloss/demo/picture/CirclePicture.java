package io.github.marginloss.demo.picture;

import io.github.marginloss.demo.measure.Rows;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.jfree.chart.annotations.XYAnnotation;
import org.jfree.chart.annotations.XYShapeAnnotation;
import org.jfree.chart.plot.XYPlot;

/**
 * The normalised features of the test samples on the unit circle, a panel for each multiplier t of SphereFace: the
 * larger t, the shorter the arc of a class (after Liu et al. 2017, figure 5). Dots are features. Arcs show the middle
 * nine tenths of each class, and lines the directions of the class weights.
 *
 * @param embeddings one per panel, in two dimensions
 */
public record CirclePicture(List<Embedding> embeddings) implements Picture {

    private static final int SIDE = 212;
    private static final int LEGEND = 24;
    private static final double REACH = 1.34;
    private static final double ARC = 1.08;
    private static final double NAME = 1.22;

    @Override
    public String name() {
        return "circle";
    }

    @Override
    public int width() {
        return embeddings.size() * (SIDE + Panel.MARGIN);
    }

    @Override
    public int height() {
        return Panel.TITLE + SIDE + LEGEND;
    }

    @Override
    public void draw(Graphics2D g) {
        for (int k = 0; k < embeddings.size(); k++) {
            Embedding embedding = embeddings.get(k);
            int x = k * (SIDE + Panel.MARGIN);
            Panel.draw(
                    g, plot(embedding.normalised()), embedding.title(), x, 0, SIDE + Panel.MARGIN, Panel.TITLE + SIDE);
        }
        String legend =
                "dots: directions of the test features; arcs: the middle nine tenths of each class; lines: class weights; intra: mean angle to the middle of the class";
        Style.centred(g, legend, Style.TEXT, width() / 2.0, height() - 8);
    }

    private static XYPlot plot(Embedding embedding) {
        XYPlot plot = Panel.plot(Panel.axis(null, -REACH, REACH), Panel.axis(null, -REACH, REACH), 0, 0);
        plot.getDomainAxis().setVisible(false);
        plot.getRangeAxis().setVisible(false);
        plot.setOutlineVisible(false);
        plot.addAnnotation(new XYShapeAnnotation(new Ellipse2D.Double(-1, -1, 2, 2), Style.stroke(1), Style.PALE));
        DMatrixRMaj features = embedding.features();
        DMatrixRMaj means = Rows.normalised(Rows.classMeans(features, embedding.labels(), embedding.classes()));
        for (int j = 0; j < embedding.classes(); j++) {
            plot.addAnnotation(Dots.direction(embedding, j, 0.95));
            plot.addAnnotation(Dots.ofClass(embedding, j, 3.4));
            plot.addAnnotation(arc(embedding, j, Math.atan2(means.get(j, 1), means.get(j, 0))));
            plot.addAnnotation(new Badge(j, NAME * means.get(j, 0), NAME * means.get(j, 1)));
        }
        return plot;
    }

    /** The 5th and the 95th percentile of the angles of a class, relative to its middle. */
    private static XYAnnotation arc(Embedding embedding, int label, double middle) {
        DMatrixRMaj features = embedding.features();
        double[] angles = IntStream.range(0, features.numRows)
                .filter(i -> embedding.labels()[i] == label)
                .mapToDouble(i -> Math.atan2(features.get(i, 1), features.get(i, 0)) - middle)
                .map(angle -> Math.IEEEremainder(angle, 2 * Math.PI))
                .toArray();
        Arrays.sort(angles);
        int last = Math.max(0, angles.length - 1);
        double from = angles.length == 0 ? 0 : angles[(int) Math.round(0.05 * last)];
        double to = angles.length == 0 ? 0 : angles[(int) Math.round(0.95 * last)];
        // Arc2D counts degrees, and clockwise in a plane whose second axis points up
        Arc2D arc = new Arc2D.Double(
                -ARC, -ARC, 2 * ARC, 2 * ARC, -Math.toDegrees(middle + from), -Math.toDegrees(to - from), Arc2D.OPEN);
        BasicStroke stroke = new BasicStroke(4, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
        return new XYShapeAnnotation(arc, stroke, Style.ofClass(label));
    }
}
