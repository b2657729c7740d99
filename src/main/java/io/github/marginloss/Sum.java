package io.github.marginloss;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.core.Check;
import io.github.marginloss.core.Head;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/**
 * The sum first + weight·second of two losses, as in joint supervision L = L<sub>S</sub> + λ L<sub>C</sub> (Wen et al.
 * 2016, eq. 5). Each term sees only the parameters and gradients that it uses, and keeps its own reduction.
 *
 * <p>Where one term is beyond the range of double, so is the sum; where both are, with opposite signs, it is NaN, as
 * neither is known any more ({@link io.github.marginloss.reference.Reference} knows them).
 *
 * @param first the first loss
 * @param weight the factor of the second, finite, of any sign
 * @param second the second loss
 */
public record Sum(Loss first, double weight, Loss second) implements Loss {

    /**
     * Checks the terms.
     *
     * @throws NullPointerException if a term is null
     * @throws IllegalArgumentException if the weight is not finite
     */
    public Sum {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(second, "other");
        Check.finite("weight", weight);
    }

    @Override
    public double evaluate(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
        check(features, parameters, labels, sampleLosses, gradients);
        double[] secondLosses = sampleLosses == null ? null : new double[sampleLosses.length];
        boolean safe = cannotFail(second);
        Gradients secondGradients = apart(used(second, gradients), safe);
        // a term that may still fail goes first, with outputs of its own, so that none of the caller's is touched
        double secondLoss = safe ? 0 : second(features, parameters, labels, secondLosses, secondGradients);
        double firstLoss =
                first.evaluate(features, used(first, parameters), labels, sampleLosses, used(first, gradients));
        if (safe) {
            secondLoss = second(features, parameters, labels, secondLosses, secondGradients);
        }
        if (sampleLosses != null) {
            for (int i = 0; i < sampleLosses.length; i++) {
                sampleLosses[i] += weighted(secondLosses[i]);
            }
        }
        if (gradients != null) {
            add(gradients.features(), secondGradients.features(), true);
            for (Kind kind : Kind.values()) {
                add(gradients.get(kind), secondGradients.get(kind), first.uses().contains(kind));
            }
        }
        return firstLoss + weighted(secondLoss);
    }

    private double second(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] losses, Gradients gradients) {
        return second.evaluate(features, used(second, parameters), labels, losses, gradients);
    }

    /** Whether a loss that was checked computes for certain: a margin may be the user's, and fail; a loss may check more. */
    private static boolean cannotFail(Loss loss) {
        if (loss instanceof Sum sum) {
            return cannotFail(sum.first) && cannotFail(sum.second);
        }
        return loss instanceof Center || loss instanceof HeadLoss described && described.head() instanceof Head.Linear;
    }

    @Override
    public void check(
            DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
        Arguments.check(this, features, parameters, labels, sampleLosses, gradients);
        for (Loss term : new Loss[] {first, second}) {
            term.check(features, used(term, parameters), labels, sampleLosses, used(term, gradients));
        }
    }

    @Override
    public Loss withReduction(Reduction reduction) {
        return new Sum(first.withReduction(reduction), weight, second.withReduction(reduction));
    }

    @Override
    public Set<Kind> uses() {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        kinds.addAll(first.uses());
        kinds.addAll(second.uses());
        return kinds;
    }

    private static Parameters used(Loss term, Parameters all) {
        return new Parameters(
                used(term, Kind.WEIGHTS, all.weights()),
                used(term, Kind.BIAS, all.bias()),
                used(term, Kind.CENTERS, all.centers()));
    }

    private static Gradients used(Loss term, Gradients all) {
        return all == null
                ? null
                : new Gradients(
                        all.features(),
                        used(term, Kind.WEIGHTS, all.weights()),
                        used(term, Kind.BIAS, all.bias()),
                        used(term, Kind.CENTERS, all.centers()));
    }

    private static DMatrixRMaj used(Loss term, Kind kind, DMatrixRMaj matrix) {
        return term.uses().contains(kind) ? matrix : null;
    }

    /** Matrices for the second term: the caller's where the first does not write too and the term cannot fail. */
    private Gradients apart(Gradients gradients, boolean safe) {
        return gradients == null
                ? null
                : new Gradients(
                        gradients.features() == null ? null : new DMatrixRMaj(),
                        apart(Kind.WEIGHTS, gradients.weights(), safe),
                        apart(Kind.BIAS, gradients.bias(), safe),
                        apart(Kind.CENTERS, gradients.centers(), safe));
    }

    private DMatrixRMaj apart(Kind kind, DMatrixRMaj matrix, boolean safe) {
        return matrix != null && (!safe || first.uses().contains(kind)) ? new DMatrixRMaj() : matrix;
    }

    /** total + weight·term, where the first term has written the total; else weight·term. */
    private void add(DMatrixRMaj total, DMatrixRMaj term, boolean written) {
        if (term == null) {
            return;
        }
        if (total != term) {
            total.reshape(term.numRows, term.numCols);
        }
        int length = term.numRows * term.numCols;
        for (int k = 0; k < length; k++) {
            double weighted = weighted(term.data[k]);
            total.data[k] = written ? total.data[k] + weighted : weighted;
        }
    }

    /** weight·value, where nothing times a value beyond the range of double is still nothing. */
    private double weighted(double value) {
        return weight == 0 ? 0 : weight * value;
    }
}
