package io.github.marginloss.tool.judge;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.core.Angle;
import io.github.marginloss.core.DD;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.NormMargin;
import io.github.marginloss.core.NormMargin.AtNorm;
import org.ejml.data.DMatrixRMaj;

/** One evaluation of a {@link Textbook}. */
final class Pass {

    private final Textbook book;
    private final Question question;
    private final int m;
    private final int n;
    private final int d;
    private final double[] losses;
    private final Gradients gradients;
    /** The excess that the projection of each row of ∂W subtracts. */
    private final double[] excessOfW;

    private double loss;

    Pass(Textbook book, Question question) {
        this.book = book;
        this.question = question;
        m = question.samples();
        n = question.classes();
        d = question.features().numCols;
        losses = new double[m];
        excessOfW = new double[n];
        gradients = Textbook.zeros(question);
    }

    Evaluation result() {
        return new Evaluation(loss, losses, gradients);
    }

    void center(WeightedLoss term) {
        double[] a = term.loss().reduction().coefficients(question.labels());
        for (int i = 0; i < m; i++) {
            int y = question.label(i);
            if (term.loss().reduction().ignores(question.labels()[i])) {
                continue;
            }
            double square = 0;
            for (int k = 0; k < d; k++) {
                double difference = question.features().get(i, k)
                        - question.parameters().centers().get(y, k);
                square += difference * difference;
                add(gradients.features(), i, k, term.weight() * a[i] * difference);
                add(gradients.centers(), y, k, -term.weight() * a[i] * difference);
            }
            losses[i] += term.weight() * square / 2;
            loss += term.weight() * a[i] * square / 2;
        }
    }

    void softmax(WeightedLoss term) {
        double[] a = term.loss().reduction().coefficients(question.labels());
        Head.Cosine head = term.loss().head() instanceof Head.Cosine cosine ? cosine : null;
        double[][] w = NamedOutputs.rows(question.parameters().weights());
        double[] wNorm = new double[n];
        for (int j = 0; head != null && j < n; j++) {
            wNorm[j] = normalise(w[j], false);
        }
        double[][] dw = new double[n][d];
        double[][] targets = new double[m][];
        for (int i = 0; i < m; i++) {
            if (!term.loss().reduction().ignores(question.labels()[i])) {
                targets[i] = sample(i, term.weight() * a[i], term, head, w, dw);
            }
        }
        for (int i = 0; i < m; i++) {
            if (targets[i] == null) {
                continue;
            }
            int y = question.label(i);
            double[] product = new double[d];
            System.arraycopy(targets[i], d, product, 0, d);
            double[] whole = new double[d];
            System.arraycopy(targets[i], 0, whole, 0, d);
            book.addTarget(dw[y], whole, product, isLast(i));
        }
        for (int j = 0; j < n; j++) {
            if (head != null) {
                backward(dw[j], w[j], wNorm[j], false, excessOfW[j]);
            }
            for (int k = 0; k < d; k++) {
                add(gradients.weights(), j, k, dw[j][k]);
            }
        }
    }

    private boolean isLast(int i) {
        for (int k = i + 1; k < m; k++) {
            if (question.labels()[k] == question.label(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Adds everything that a sample contributes except the target's part of ∂W, which is returned, once with p − 1 and
     * once with p alone.
     */
    private double[] sample(int i, double a, WeightedLoss term, Head.Cosine rule, double[][] w, double[][] dw) {
        int y = question.label(i);
        double[] x = NamedOutputs.row(question.features(), i);
        double norm = rule == null ? 1 : normalise(x, true);
        double r = rule == null ? 1 : Textbook.scale(rule, norm);
        Head.Cosine head = rule == null ? null : Textbook.of(rule, i, y, norm);
        double[] z = new double[n];
        double[] slope = new double[n];
        for (int j = 0; j < n; j++) {
            z[j] = r * logit(head, NamedOutputs.dot(x, w[j]), j == y, slope, j) + bias(j);
        }
        double[] g = new double[n];
        double l =
                book.entropy(z, y, g) + book.smooth(((Head.Softmax) term.loss().head()).smoothing(), z, y, g);
        double byNorm = 0;
        if (rule != null && rule.margin() instanceof NormMargin margin) {
            double cos = NamedOutputs.dot(x, w[y]);
            AtNorm<DD> at = margin.at(Angle.of(cos, Textbook.sine(cos)), DD.of(norm));
            l += margin.weight() * at.penalty().toDouble();
            double byLog = margin.weight() * at.penaltySlope().toDouble()
                    + g[y] * r * at.byLogNorm().toDouble();
            byNorm = book.throughNorm() && norm > 0 ? a * byLog / norm : 0;
        }
        losses[i] += term.weight() * l;
        loss += a * l;
        double[] target = new double[2 * d];
        double[] dx = new double[d];
        double radial = 0;
        for (int j = 0; j < n; j++) {
            double by = r * slope[j];
            radial += a * g[j] * z[j] / r;
            add(dx, a * g[j] * by, w[j], 0);
            add(j == y ? target : dw[j], a * g[j] * by, x, 0);
            if (gradients.bias() != null && head == null) {
                gradients.bias().data[j] += a * g[j];
            }
        }
        add(target, a * (g[y] + 1) * r * slope[y], x, d);
        if (head != null) {
            double excess = a * g[y] * r * slope[y] * (z[y] / r - NamedOutputs.dot(x, w[y]));
            excessOfW[y] += book.projectsMargin(false) ? excess : 0;
            backward(dx, x, norm, true, book.projectsMargin(true) ? excess : 0);
        }
        boolean through = head != null && Textbook.isNorm(head) && book.throughScale();
        for (int k = 0; k < d; k++) {
            add(gradients.features(), i, k, dx[k] + (through ? radial * x[k] : 0) + byNorm * x[k]);
        }
        return target;
    }

    private static void add(double[] to, double factor, double[] row, int offset) {
        for (int k = 0; k < row.length; k++) {
            to[offset + k] += factor * row[k];
        }
    }

    /** f of a product, and its derivative with respect to the product. */
    private double logit(Head.Cosine head, double product, boolean target, double[] slope, int j) {
        slope[j] = 1;
        if (head == null) {
            return product;
        }
        double cos = book.cosine(product, target);
        slope[j] = book.cosineSlope(product, target);
        if (!book.hasMargin(target)) {
            return cos;
        }
        slope[j] *= book.slope(head, cos);
        return book.psi(head, cos);
    }

    private double bias(int j) {
        DMatrixRMaj bias = question.parameters().bias();
        return bias == null ? 0 : bias.data[j];
    }

    /** Divides a row by its norm, which is returned. */
    private double normalise(double[] row, boolean ofX) {
        double norm = Math.sqrt(NamedOutputs.dot(row, row));
        double by = book.norm(norm, ofX);
        for (int k = 0; k < d && by != 0; k++) {
            row[k] /= by;
        }
        return norm;
    }

    private void backward(double[] gradient, double[] unit, double norm, boolean ofX, double excess) {
        double along = NamedOutputs.dot(gradient, unit) * book.projection(norm, ofX) + excess;
        double by = book.divisor(norm, ofX);
        for (int k = 0; k < d; k++) {
            gradient[k] = by == 0 ? 0 : (gradient[k] - along * unit[k]) / by;
        }
    }

    private static void add(DMatrixRMaj matrix, int row, int column, double value) {
        if (matrix != null) {
            matrix.data[row * matrix.numCols + column] += value;
        }
    }
}
