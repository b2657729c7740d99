package io.github.marginloss.study.measure;

import io.github.marginloss.Center;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.Reduction;
import io.github.marginloss.Sum;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Real;
import io.github.marginloss.study.cases.Case;
import java.util.Arrays;

/**
 * The sizes on which rounding errors depend: the norms of all terms of a gradient's row, and the size R of the logits.
 */
final class Magnitudes {

    /** Beyond this size, rounding a logit to double leaves no digit after the point. */
    private static final double LARGEST = 0x1p48;

    private final Case call;
    /** R of each sample; 0 for Center. */
    final double[] scale;
    /** σ of each sample. */
    final double[] sigma;

    final Terms[] losses;
    final Terms total = new Terms();
    /** The longest class weight of a linear head. */
    Real longest = Real.ZERO;

    final Terms[] features;
    final Terms[] weights;
    final Terms[] bias;
    final Terms[] centers;

    Magnitudes(Case call) {
        this.call = call;
        int m = call.labels().length;
        scale = new double[m];
        sigma = new double[m];
        Arrays.fill(sigma, 1);
        losses = terms(m);
        features = terms(m);
        weights = terms(call.classes());
        bias = terms(call.classes());
        centers = terms(call.classes());
        add(call.loss(), Real.ONE);
    }

    private static Terms[] terms(int length) {
        Terms[] terms = new Terms[length];
        Arrays.setAll(terms, i -> new Terms());
        return terms;
    }

    private void add(Loss loss, Real weight) {
        if (loss instanceof Sum sum) {
            add(sum.first(), weight);
            add(sum.second(), weight.times(Real.of(Math.abs(sum.weight()))));
        } else if (loss instanceof Center center) {
            addCenter(center.reduction(), weight);
        } else {
            addHead((HeadLoss) loss, weight);
        }
    }

    private void addCenter(Reduction reduction, Real weight) {
        double[] a = reduction.coefficients(call.labels());
        int d = call.features().numCols;
        for (int i = 0; i < a.length; i++) {
            double[] difference = new double[d];
            for (int k = 0; k < d; k++) {
                difference[k] =
                        call.features().get(i, k) - call.parameters().centers().get(call.labels()[i], k);
            }
            Real size = ScaledRow.of(difference, 0, d).size();
            Real term = weight.times(Real.of(Math.abs(a[i]))).times(size);
            features[i].add(term, term);
            centers[call.labels()[i]].add(term, term);
            addLoss(i, weight, a[i], size.times(size).times(Real.of(0.5)), Real.ZERO);
        }
    }

    private void addHead(HeadLoss loss, Real weight) {
        double[] a = loss.reduction().coefficients(call.labels());
        ScaledRow[] classes = new ScaledRow[call.classes()];
        Arrays.setAll(classes, j -> ScaledRow.of(call.parameters().weights(), j));
        for (int i = 0; i < a.length; i++) {
            ScaledRow x = ScaledRow.of(call.features(), i);
            int label = call.labels()[i];
            Logits logits = Logits.of(call, loss, x, classes, label);
            Real factor = weight.times(Real.of(Math.abs(a[i])));
            scale[i] = Math.max(scale[i], logits.scale.toDouble());
            sigma[i] = Math.max(sigma[i], logits.sigma);
            addLoss(i, weight, a[i], logits.loss, logits.scale.times(logits.g[label]));
            boolean linear = loss.head() instanceof Head.Linear;
            for (int j = 0; j < classes.length; j++) {
                Real g = factor.times(logits.g[j]);
                longest = linear && classes[j].size().minus(longest).signum() > 0 ? classes[j].size() : longest;
                Real byFeature = linear ? classes[j].size() : inverse(x);
                addTerms(i, j, g, byFeature, linear ? x.size() : inverse(classes[j]), logits);
            }
        }
    }

    private void addLoss(int i, Real weight, double a, Real loss, Real error) {
        Real factor = weight.times(Real.of(Math.abs(a)));
        losses[i].add(weight.times(loss), weight.times(error));
        total.add(factor.times(loss), factor.times(error));
    }

    private void addTerms(int i, int j, Real g, Real byFeature, Real byWeight, Logits logits) {
        Real along = g.times(logits.along[j]);
        features[i].add(
                g.times(logits.across[j]).times(byFeature).plus(along),
                g.times(logits.reach[j]).times(byFeature).plus(along));
        weights[j].add(
                g.times(logits.across[j]).times(byWeight),
                g.times(logits.reach[j]).times(byWeight));
        features[i].addWeight(g.times(logits.across[j].plus(logits.r.times(logits.along[j]))), g.times(logits.r));
        weights[j].addWeight(g.times(logits.across[j]), g.times(logits.r));
        bias[j].add(g, g);
    }

    private static Real inverse(ScaledRow row) {
        return row.norm() == 0 ? Real.ZERO : Real.ONE.dividedBy(row.size());
    }

    /** Whether rounding to double leaves digits in the logits; if not, outputs are not judged. */
    boolean isRounded() {
        return largestScale() > LARGEST;
    }

    /** The largest R of the batch. */
    double largestScale() {
        return Arrays.stream(scale).max().orElse(0);
    }

    /** The terms of all biases as one row. */
    Terms allBiases() {
        Terms all = new Terms();
        for (Terms one : bias) {
            all.add(one.size, one.reach);
        }
        return all;
    }
}
