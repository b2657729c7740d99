package io.github.marginloss.core;

import java.util.Arrays;

/**
 * A block of samples as the products want them: normalised rows x̂ (cosine heads) or the rows themselves (linear), in both
 * orders, and what turns a product into a logit.
 *
 * <p>The logits of sample i are held in units of 2^unit[i], so that none overflows; the unit is 1 in all ordinary cases.
 */
final class SampleBlock {

    /** A cosine logit is at most r; where all r are below this, r serves as the maximum of every row. */
    private static final double BOUNDED = 300;

    /** Binary exponents up to this one are far from either end of the range. */
    private static final int ORDINARY = 300;

    private static final double NEAR_SINE = 0.5;

    final int first;
    final int count;
    /** x_i·2^−exponent[i], normalised for a cosine head. */
    final Panel rows;
    /** The same, a feature a row. */
    final Panel columns;
    final int[] exponent;
    /** ‖x_i·2^−exponent[i]‖. */
    final DD[] norm;
    final int[] unit;
    /** 2^unit. */
    final double[] units;
    /** 2^−unit. */
    final double[] inverseUnits;
    /** A product times this is a logit, in its unit. */
    final double[] ratio;
    /** Off-target logits of this size belong to classes nearly parallel to the sample. */
    final double[] nearLogit;

    SampleBlock(Step step, int first, int count) {
        this.first = first;
        this.count = count;
        int d = step.dimension();
        rows = new Panel(count, d, step.tiling().width());
        columns = new Panel(d, count, Math.max(count, 1));
        exponent = new int[count];
        norm = new DD[count];
        unit = new int[count];
        units = new double[count];
        inverseUnits = new double[count];
        ratio = new double[count];
        nearLogit = new double[count];
        double[] row = new double[d];
        for (int i = 0; i < count; i++) {
            pack(step, i, row);
        }
    }

    private void pack(Step step, int i, double[] row) {
        int d = row.length;
        int offset = (first + i) * d;
        int own = Powers.exponent(Powers.maximum(step.features().data, offset, d));
        // a linear head scales its rows only where a product would overflow
        int room = Math.min(ORDINARY, Step.LIMIT - step.magnitude());
        exponent[i] = step.cosine() ? own : Math.max(0, own - room);
        scaled(step, i, row);
        double factor = 1;
        if (step.head() instanceof Head.Cosine cosine) {
            norm[i] = DD.dot(row, 0, row, 0, d).sqrt();
            factor = norm[i].isZero() ? 0 : 1 / norm[i].toDouble();
            scale(i, cosine.scale());
        } else {
            int product = own + step.magnitude() + step.classExponent();
            unit[i] = Math.max(0, Math.max(product, step.biasExponent()) - Step.LIMIT);
            ratio[i] = Math.scalb(1.0, exponent[i] + step.classExponent() - unit[i]);
        }
        // finite, so that equal logits differ by 0 nats; any others of such a size differ by more than exp can tell
        units[i] = Math.scalb(1.0, Math.min(unit[i], Double.MAX_EXPONENT));
        inverseUnits[i] = Math.scalb(1.0, -unit[i]);
        rows.set(i, row, 0, factor);
        for (int k = 0; k < d; k++) {
            columns.rows(0)[k][i] = row[k] * factor;
        }
    }

    private void scale(int i, Scale scale) {
        Real r = scale(scale, i);
        unit[i] = (int) Math.max(0, r.exponent() - ORDINARY);
        ratio[i] = r.toDD(-unit[i]).toDouble();
        // a tangent of length sin θ loses 1/sin θ of the digits, and the scale has cost 1 + r of them anyway
        double sine = NEAR_SINE / (1 + r.toDouble()) + 0x1p-9;
        // a zero row has no tangents to lose
        nearLogit[i] = norm[i].isZero() ? Double.POSITIVE_INFINITY : ratio[i] * Math.sqrt(1 - sine * sine);
    }

    /** r of sample i. */
    Real scale(Scale scale, int i) {
        return scale instanceof Scale.Fixed fixed ? Real.of(fixed.s()) : Real.of(norm[i], exponent[i]);
    }

    /** Copies x_i·2^−exponent[i]. */
    void scaled(Step step, int i, double[] row) {
        int offset = (first + i) * row.length;
        Powers.scale(step.features().data, offset, row, 0, row.length, -exponent[i]);
    }

    /** Whether r bounds all logits of a cosine head well enough to serve as their maximum. */
    boolean bounded() {
        return Arrays.stream(ratio).allMatch(r -> r <= BOUNDED) && Arrays.stream(unit).allMatch(u -> u == 0);
    }
}
