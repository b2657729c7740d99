package io.github.marginloss.demo.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.jfree.chart.annotations.XYAnnotation;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.annotations.XYShapeAnnotation;

/** Marks on a plot of two-dimensional features. */
final class Dots {

    private Dots() {}

    /**
     * The features of a class as dots. They are one path of lines without length and with round ends, because with a
     * circle per dot an SVG would be ten times as large.
     */
    static XYAnnotation ofClass(Embedding embedding, int label, double size) {
        Path2D path = new Path2D.Double();
        DMatrixRMaj features = embedding.features();
        for (int i = 0; i < features.numRows; i++) {
            if (embedding.labels()[i] == label) {
                path.moveTo(features.get(i, 0), features.get(i, 1));
                path.lineTo(features.get(i, 0), features.get(i, 1));
            }
        }
        BasicStroke dot = new BasicStroke((float) size, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        return new XYShapeAnnotation(path, dot, Style.ofClass(label));
    }

    /** The direction of a class weight, as a line from the origin. */
    static XYAnnotation direction(Embedding embedding, int label, double length) {
        DMatrixRMaj unit = embedding.normalised().weights();
        Color color = Style.faint(Style.ofClass(label), 150);
        return new XYLineAnnotation(
                0, 0, length * unit.get(label, 0), length * unit.get(label, 1), Style.stroke(1.2), color);
    }

    /** A cross at the center of a class, dark with a light rim, so that it is visible on dots of its own colour. */
    static List<XYAnnotation> center(DMatrixRMaj centers, int label, double arm) {
        double x = centers.get(label, 0);
        double y = centers.get(label, 1);
        Path2D cross = new Path2D.Double();
        for (double slope : new double[] {1, -1}) {
            cross.moveTo(x - arm, y - slope * arm);
            cross.lineTo(x + arm, y + slope * arm);
        }
        return List.of(
                new XYShapeAnnotation(cross, Style.stroke(4.5), Color.WHITE),
                new XYShapeAnnotation(cross, Style.stroke(1.8), Style.INK));
    }
}
