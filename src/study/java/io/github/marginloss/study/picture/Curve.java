package io.github.marginloss.study.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * The error of a method, as a line.
 *
 * @param label the name of the method
 * @param color the color of the line
 * @param stroke the stroke of the line
 * @param points x and error
 */
record Curve(String label, Color color, BasicStroke stroke, List<double[]> points) {

    /** With an error of this many eps, no digit is correct. NaN and larger errors are drawn here. */
    static final double NO_DIGIT = 0x1p52;

    /** Errors below this are drawn here, because a logarithmic axis has no 0. */
    static final double SMALLEST = 0.1;

    static Curve of(String label, String color, double width, double... dashes) {
        float[] pattern = new float[dashes.length];
        for (int k = 0; k < dashes.length; k++) {
            pattern[k] = (float) dashes[k];
        }
        BasicStroke stroke = new BasicStroke(
                (float) width,
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_ROUND,
                10,
                dashes.length == 0 ? null : pattern,
                0);
        return new Curve(label, Color.decode(color), stroke, new ArrayList<>());
    }

    /** Adds a point. */
    void add(double x, double error) {
        double shown = Double.isNaN(error) ? NO_DIGIT : Math.max(SMALLEST, Math.min(NO_DIGIT, error));
        points.add(new double[] {x, shown});
    }
}
