package io.github.marginloss;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.core.ClassDistance;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.SoftmaxHead;
import io.github.marginloss.core.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * How the losses of this library are evaluated, one alone or a sum of several. First every term does what may still
 * fail: a reduction, a margin or a loss may be the user's. Then they write the outputs, term by term, and what they
 * have added up is rounded.
 */
final class Terms {

    /**
     * A loss that is no sum, its factor in the sum of all, and weight·a_i; null where only the loss itself knows a_i.
     */
    private record Leaf(Loss loss, Real weight, Real[] coefficients) {}

    private final DMatrixRMaj features;
    private final Parameters parameters;
    private final int[] labels;
    private final Gradients wanted;
    private final List<Leaf> leaves = new ArrayList<>();

    private Terms(Loss loss, DMatrixRMaj features, Parameters parameters, int[] labels, Gradients wanted) {
        this.features = features;
        this.parameters = parameters;
        this.labels = labels;
        this.wanted = wanted;
        addLeaves(loss, Real.ONE);
    }

    /** Evaluates a loss whose arguments have been checked. */
    static double evaluate(
            Loss loss,
            DMatrixRMaj features,
            Parameters parameters,
            int[] labels,
            double[] sampleLosses,
            Gradients gradients) {
        Terms terms = new Terms(loss, features, parameters, labels, gradients == null ? Gradients.NONE : gradients);
        return terms.write(terms.prepare(), sampleLosses);
    }

    /** The losses that a sum, of sums perhaps, consists of. */
    static Stream<Loss> leaves(Loss loss) {
        return loss instanceof Sum sum ? Stream.concat(leaves(sum.first()), leaves(sum.second())) : Stream.of(loss);
    }

    /** Whether a loss says what it is. */
    static boolean isDescribed(Loss loss) {
        return loss instanceof HeadLoss || loss instanceof Center;
    }

    private void addLeaves(Loss loss, Real weight) {
        if (loss instanceof Sum sum) {
            addLeaves(sum.first(), weight);
            addLeaves(sum.second(), weight.times(Real.of(sum.weight())));
        } else if (loss instanceof HeadLoss described) {
            leaves.add(new Leaf(loss, weight, coefficients(described.reduction(), weight)));
        } else if (loss instanceof Center center) {
            leaves.add(new Leaf(loss, weight, coefficients(center.reduction(), weight)));
        } else {
            leaves.add(new Leaf(loss, weight, null));
        }
    }

    private Real[] coefficients(Reduction reduction, Real weight) {
        double[] coefficients = Reductions.coefficients(reduction, labels, Arguments.classes(parameters));
        // 1/m as a double would cost a mean half an ulp of its own
        Real share = reduction == Reduction.MEAN ? Real.ONE.dividedBy(Real.of(labels.length)) : null;
        Real[] weighted = new Real[coefficients.length];
        for (int i = 0; i < weighted.length; i++) {
            weighted[i] = weight.times(share == null ? Real.of(coefficients[i]) : share);
        }
        return weighted;
    }

    private List<Part> prepare() {
        int heads = (int)
                leaves.stream().filter(leaf -> leaf.loss instanceof HeadLoss).count();
        boolean described = leaves.stream().allMatch(leaf -> isDescribed(leaf.loss));
        // memory before it is written: only one term writes it, and once that has computed its targets nothing fails
        DMatrixRMaj spare = heads == 1 && described ? wanted.weights() : null;
        List<Part> parts = new ArrayList<>();
        for (Leaf leaf : leaves) {
            if (leaf.loss instanceof HeadLoss head) {
                boolean bias = head.uses().contains(Kind.BIAS);
                Term term = softmax(head, bias ? parameters.bias() : null, heads, spare);
                parts.add(new Described(Kind.WEIGHTS, bias, leaf.weight, leaf.coefficients, term));
            } else if (leaf.loss instanceof Center) {
                Term term = ClassDistance.of(features, parameters.centers(), labels);
                parts.add(new Described(Kind.CENTERS, false, leaf.weight, leaf.coefficients, term));
            } else {
                parts.add(Opaque.of(leaf.loss, leaf.weight, features, parameters, labels, wanted));
            }
        }
        return parts;
    }

    private Term softmax(HeadLoss loss, DMatrixRMaj bias, int heads, DMatrixRMaj spare) {
        boolean classes = wanted.weights() != null || bias != null && wanted.bias() != null;
        SoftmaxHead.Demand demand = new SoftmaxHead.Demand(wanted.features() != null, classes, heads, spare);
        return SoftmaxHead.of(loss.head(), features, parameters.weights(), bias, labels, demand);
    }

    private double write(List<Part> parts, double[] sampleLosses) {
        Total loss = new Total();
        Total[] losses = sampleLosses == null ? null : Total.zeros(sampleLosses.length);
        GradientSums rows =
                GradientSums.of(wanted, labels.length, Arguments.classes(parameters), features.numCols, parts);
        for (Part part : parts) {
            part.addLosses(loss, losses);
            part.addGradients(rows);
        }
        rows.finish();
        for (int i = 0; losses != null && i < losses.length; i++) {
            sampleLosses[i] = losses[i].toDouble();
        }
        return loss.toDouble();
    }
}
