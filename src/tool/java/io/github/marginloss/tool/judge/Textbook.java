package io.github.marginloss.tool.judge;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.Scale;
import org.ejml.data.DMatrixRMaj;

/**
 * Softmax losses as people write them, in plain double: rows divided by their norms, ψ of the target's cosine, a
 * cross-entropy, and the chain rule backwards. A subclass overrides a step with a mistake that people make in it.
 */
class Textbook {

    /** The number by which a row is divided. */
    double norm(double norm, boolean ofX) {
        return norm;
    }

    /** The number by which the gradient through the normalisation is divided, which should be the same. */
    double divisor(double norm, boolean ofX) {
        return norm(norm, ofX);
    }

    /** The share of the part along the row that this gradient leaves out, which should be all of it. */
    double projection(double norm, boolean ofX) {
        return 1;
    }

    /** Whether the projection takes the target's cosine with its margin. */
    boolean projectsMargin(boolean ofX) {
        return false;
    }

    /** Whether the gradient flows through r = ‖x‖. */
    boolean throughScale() {
        return true;
    }

    /** Whether the gradient flows through a margin that depends on ‖x‖, and through its term of the loss. */
    boolean throughNorm() {
        return true;
    }

    /** The cosine that is used. */
    double cosine(double cos, boolean target) {
        return cos;
    }

    /** The derivative of that cosine with respect to the true one. */
    double cosineSlope(double cos, boolean target) {
        return 1;
    }

    boolean hasMargin(boolean target) {
        return target;
    }

    double psi(Head.Cosine head, double cos) {
        return margin(head).value(cos, sine(cos));
    }

    /** dψ/d cos θ. */
    double slope(Head.Cosine head, double cos) {
        double sin = sine(cos);
        return sin == 0 ? 0 : -margin(head).slope(cos, sin) / sin;
    }

    /** The margin of a head that has one for all samples, or that of the first sample. */
    static Margin margin(Head.Cosine head) {
        return head.margin().margin(0, 0, 1);
    }

    /** The head, with the margin of one sample for all samples. */
    static Head.Cosine of(Head.Cosine head, int sample, int label, double norm) {
        return new Head.Cosine(head.scale(), head.margin().margin(sample, label, norm), head.smoothing());
    }

    static double sine(double cos) {
        return Math.sqrt(Math.max(0, (1 - cos) * (1 + cos)));
    }

    /** The loss of logits; also writes its derivatives with respect to the logits. */
    double entropy(double[] z, int label, double[] slopes) {
        double loss = softmax(z, label, slopes);
        slopes[label] = 0;
        double others = 0;
        for (double p : slopes) {
            others += p;
        }
        slopes[label] = -others;
        return loss;
    }

    /** The term ε (z_y − z̄) that smoothing adds to l; also adds its derivatives to the slopes. */
    double smooth(double epsilon, double[] z, int label, double[] slopes) {
        double more = 0;
        for (int j = 0; j < z.length; j++) {
            more += epsilon / z.length * (z[label] - z[j]);
            slopes[j] -= epsilon / z.length;
        }
        slopes[label] += epsilon;
        return more;
    }

    /** The plain cross-entropy; also writes the probabilities. */
    static double softmax(double[] z, int label, double... probabilities) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < z.length; j++) {
            largest = j == label ? largest : Math.max(largest, z[j]);
        }
        if (z.length == 1) {
            probabilities[0] = 1;
            return 0;
        }
        double sum = 0;
        for (int j = 0; j < z.length; j++) {
            probabilities[j] = Math.exp(z[j] - largest);
            sum += j == label ? 0 : probabilities[j];
        }
        double lead = largest + Math.log(sum) - z[label];
        double total = sum + probabilities[label];
        for (int j = 0; j < z.length; j++) {
            probabilities[j] = Double.isInfinite(total) ? j == label ? 1 : 0 : probabilities[j] / total;
        }
        return lead > 30 ? lead + Math.exp(-lead) : Math.log1p(Math.exp(lead));
    }

    /**
     * Adds the target's part of a sample to a row of ∂W that others may have written to, with p − 1 or with p alone;
     * last tells whether the batch has no later sample of the class.
     */
    void addTarget(double[] row, double[] term, double[] probabilityTerm, boolean last) {
        for (int k = 0; k < row.length; k++) {
            row[k] += term[k];
        }
    }

    /** Computes all outputs. */
    Evaluation evaluate(Question question) {
        Pass pass = new Pass(this, question);
        for (WeightedLoss term : WeightedLoss.of(question.loss())) {
            if (term.loss().head() instanceof Head.Distance) {
                pass.center(term);
            } else {
                pass.softmax(term);
            }
        }
        return pass.result();
    }

    /** Whether the slope of the margin differs from that of the cosine. */
    static boolean isAngular(Head.Cosine head) {
        return Math.abs(margin(head).slope(0.6, 0.8) + 0.8) > 1e-9;
    }

    static boolean isNorm(Head.Cosine head) {
        return head.scale() instanceof Scale.Norm;
    }

    static double scale(Head.Cosine head, double norm) {
        return head.scale() instanceof Scale.Fixed fixed ? fixed.s() : norm;
    }

    static Gradients zeros(Question question) {
        Gradients gradients = Gradients.like(question.features(), question.parameters());
        for (DMatrixRMaj matrix : NamedOutputs.matrices(gradients).values()) {
            matrix.zero();
        }
        return gradients;
    }
}
