package io.github.marginloss.check;

import io.github.marginloss.DescribedLoss;
import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.core.DD;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.NormMargin;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.row.FeatureNorm;
import io.github.marginloss.internal.row.Tangent;
import org.ejml.data.DMatrixRMaj;

/**
 * Bounds on the rounding errors of the outputs of one softmax. With the eps of the precision, R the size of a sample's
 * logits and η = (4 + √d) eps the error of a cosine of normalised rows, a logit of plain code has the error ρ = R η +
 * (4 + √n) eps. The target's logit has the additional error ζ ({@link TargetBounds}), which is 0 for a linear head. So
 *
 * <pre>{@code
 * Δl   = (1 − p_y) (2 ρ + ζ) + 4 eps (1 + l) + 2 R eps         the last two for log Σ exp(z) − z_y
 * Δg_j = |g_j| (exp(2 ρ + ζ) − 1), of the target + 4 p_y eps   for p_y − 1
 * Δrow = Σ (r/‖x‖) (Δg_j |f′_j| + (|g_j| + Δg_j) ((8 + √d + √terms) eps κ_j + ξ_j))
 * }</pre>
 *
 * <p>with r/‖W_j‖ for ∂W, and ‖W_j‖ or ‖x‖ in place of it where the head is linear. f′ is the derivative with respect
 * to the angle, sin θ or ψ′. κ is 1 and ξ is 0, except for the target of an angular margin, where sums have terms of
 * the size |ψ′|/sin θ. A sum of N terms is assumed to lose (4 + √N) eps: independent errors stay within a few √N/2
 * (Higham and Mary 2019). A sum over samples may lose N/8 eps more, because the errors of equal samples add up.
 */
final class SoftmaxBounds {

    private final BatchBounds all;
    private final DescribedLoss loss;
    private final DMatrixRMaj w;
    private final Tangent tangent;
    private final double eps;

    SoftmaxBounds(BatchBounds all, DescribedLoss loss) {
        this.all = all;
        this.loss = loss;
        w = all.parameters.weights();
        tangent = new Tangent(all.x.numCols);
        eps = all.precision.eps();
    }

    void add(Real weight, Real... factors) {
        Real[] norms = new Real[w.numRows];
        for (int j = 0; j < norms.length; j++) {
            norms[j] = RowDifference.norm(w.data, j * w.numCols, w.numCols);
        }
        for (int i = 0; i < factors.length; i++) {
            if (loss.reduction().ignores(all.labels[i])) {
                continue;
            }
            SampleLogits sample = logits(i, norms);
            addLoss(i, weight, factors[i], sample);
            for (int j = 0; j < norms.length; j++) {
                addRows(i, j, factors[i], sample, norms[j]);
            }
            if (loss.head() instanceof Head.Cosine cosine && cosine.margin() instanceof NormMargin margin) {
                addNorm(i, weight, factors[i], sample, margin);
            }
        }
    }

    /** Adds the terms that depend on ‖x‖: ∂ψ/∂‖x‖, whose error is that of ψ′, and the penalty. */
    private void addNorm(int i, Real weight, Real factor, SampleLogits sample, NormMargin margin) {
        int y = all.labels[i];
        tangent.load(new DoubleRows(all.x), i);
        tangent.to(new DoubleRows(w), y);
        NormMargin.AtNorm<DD> at =
                margin.at(tangent.angle(), DD.of(Math.min(Double.MAX_VALUE, sample.norm.toDouble())));
        Real perNorm = SampleLogits.ratio(Real.ONE, sample.norm);
        double byNorm = Math.abs(at.byLogNorm().toDouble());
        double growth = sample.target.slope() == 0 ? 0 : byNorm / sample.target.slope();
        double ofSums = 8 * eps + all.ofSum(all.x.numCols);
        Real slope = sample.r.times(Real.of(byNorm)).times(perNorm);
        Real error = sample.r
                .times(Real.of(growth * sample.target.slopeError() + byNorm * ofSums))
                .times(perNorm);
        Real own = Real.of(margin.weight())
                .times(Real.of(Math.abs(at.penaltySlope().toDouble())))
                .times(perNorm);
        Real careful = slope.times(sample.g[y])
                .plus(own)
                .times(Real.ONE.plus(sample.scale))
                .times(Real.of(8));
        Real plain = slope.times(sample.gError[y])
                .plus(error.times(sample.g[y].plus(sample.gError[y])))
                .plus(own.times(Real.of(ofSums)));
        all.features.add(i, factor.times(careful), factor.times(plain));
        Real penalty = Real.of(margin.weight()).times(Real.of(at.penalty().toDouble()));
        Real ofPenalty = penalty.times(Real.of(4));
        all.addLoss(i, weight, factor, penalty, ofPenalty, ofPenalty.times(Real.of(eps)));
    }

    private SampleLogits logits(int i, Real... norms) {
        int y = all.labels[i];
        Real x = tangent.load(new DoubleRows(all.x), i).norm();
        SampleLogits sample = new SampleLogits(norms.length, x, all.ofSum(all.x.numCols), all.precision);
        for (int j = 0; j < norms.length; j++) {
            if (loss.head() instanceof Head.Cosine cosine) {
                tangent.to(new DoubleRows(w), j);
                double cos = tangent.angle().cos().toDouble();
                double sin = tangent.angle().sin().toDouble();
                boolean zero = x.isZero() || norms[j].isZero();
                sample.cosine(j, cosine, cos, sin, zero, j == y ? target(cosine, i, cos, sin, x) : null);
            } else {
                DMatrixRMaj b = all.parameters.bias();
                double bias = b == null ? 0 : b.data[j];
                Real product = Real.dot(all.x.data, i * w.numCols, w.data, j * w.numCols, w.numCols);
                sample.linear(j, product.plus(Real.of(bias)), x.times(norms[j]).plus(Real.of(Math.abs(bias))));
            }
        }
        sample.entropy(y, ((Head.Softmax) loss.head()).smoothing());
        if (sample.target != null) {
            all.features.steepen(i, sample.target.sigma());
            all.rows(Kind.WEIGHTS).steepen(y, sample.target.sigma());
        }
        return sample;
    }

    private TargetBounds target(Head.Cosine head, int i, double cos, double sin, Real norm) {
        double rounded = FeatureNorm.rounded(norm, new DoubleRows(all.x), i);
        Margin margin = head.margin().margin(i, all.labels[i], rounded);
        return TargetBounds.of(loss, margin, cos, sin, all.ofSum(all.x.numCols), eps);
    }

    private void addLoss(int i, Real weight, Real factor, SampleLogits sample) {
        Real careful = sample.loss.plus(sample.scale.times(sample.g[all.labels[i]]));
        Real plain = sample.lossError(all.labels[i]);
        all.addLoss(i, weight, factor, sample.loss, careful.times(Real.of(4)), plain);
    }

    private void addRows(int i, int j, Real factor, SampleLogits sample, Real norm) {
        boolean linear = loss.head() instanceof Head.Linear;
        TargetBounds margin = j == all.labels[i] ? sample.target : null;
        Real price = Real.ONE.plus(sample.scale).times(Real.of(8));
        Real term = factor.times(sample.g[j]);
        Real change = factor.times(sample.gError[j]);
        Real largest = term.plus(change);
        Real byX = linear ? norm : SampleLogits.ratio(sample.r, sample.norm);
        Real byW = linear ? sample.norm : SampleLogits.ratio(sample.r, norm);
        Real across = term.times(sample.across[j]);
        Real changed = change.times(sample.across[j]);
        Real plainByX = changed.plus(largest.times(slopeError(all.ofSum(w.numRows), margin)));
        Real plainByW = changed.plus(largest.times(slopeError(all.ofSamples(), margin)));
        Real along = term.times(sample.along[j]);
        Real plainAlong = change.plus(largest.times(slopeError(all.ofSum(w.numRows), null)))
                .times(sample.along[j])
                .plus(largest.times(Real.of(sample.alongError[j])));
        all.features.add(
                i,
                across.times(byX).plus(along).times(price),
                plainByX.times(byX).plus(plainAlong));
        all.rows(Kind.WEIGHTS).add(j, across.times(byW).times(price), plainByW.times(byW));
        if (all.rows(Kind.BIAS) != null && linear) {
            Real sum = largest.times(Real.of(all.ofSamples()));
            all.rows(Kind.BIAS).add(0, term.times(price), change.plus(sum));
        }
    }

    /** (8 + √d + √terms) eps κ + ξ, the error of a term and of its sum with others. */
    private Real slopeError(double ofSum, TargetBounds margin) {
        double sums = all.ofSum(all.x.numCols) + ofSum;
        return Real.of(margin == null ? sums : sums * margin.growth() + margin.slopeError());
    }
}
