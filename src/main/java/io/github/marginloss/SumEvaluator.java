package io.github.marginloss;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.center.CenterTerm;
import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.Parallel;
import io.github.marginloss.internal.kernel.RowSink;
import io.github.marginloss.internal.kernel.RowSource;
import io.github.marginloss.internal.row.Samples;
import io.github.marginloss.internal.row.Term;
import io.github.marginloss.internal.softmax.Demand;
import io.github.marginloss.internal.softmax.SoftmaxTerm;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates one loss, or a sum of several. First it checks all arguments. Then every summand does the work that may
 * still fail, because a margin or a loss may be the user's own. Finally the outputs are written, a few rows at a time:
 * the parts of all summands are added up and rounded.
 */
final class SumEvaluator {

    private final List<Description> descriptions;
    private final Arguments arguments;
    /** weight·a_i of each summand; null for a user's own loss, which applies its own a_i. */
    private final List<Real[]> coefficients = new ArrayList<>();

    /** Checks the arguments, and calls each reduction once. */
    SumEvaluator(List<Description> descriptions, Arguments arguments) {
        ArgumentCheck.check(descriptions, arguments);
        this.descriptions = descriptions;
        this.arguments = arguments;
        for (Description description : descriptions) {
            coefficients.add(
                    description instanceof Description.Described described
                            ? Reductions.weighted(
                                    described.reduction(), described.weight(), arguments.labels(), arguments.classes())
                            : null);
        }
    }

    /** Evaluates into the outputs of the arguments, and returns L. */
    double evaluate() {
        return evaluate(arguments);
    }

    /** Evaluates into new gradients, which need no check. */
    double evaluate(Gradients gradients) {
        return evaluate(arguments.with(gradients));
    }

    /** Evaluates into new gradients, which need no check. */
    double evaluate(FloatGradients gradients) {
        return evaluate(arguments.with(gradients));
    }

    private double evaluate(Arguments call) {
        try (Parallel parallel = threads()) {
            List<Summand> summands = prepare(call, parallel);
            GradientSums.write(summands, call, parallel);
            return write(summands, call.sampleLosses());
        } finally {
            KernelChoice.considerVectors();
        }
    }

    private Parallel threads() {
        RowSource features = arguments.features();
        RowSource weights = arguments.parameters().get(Kind.WEIGHTS);
        return weights == null
                ? Parallel.forRows((long) Math.max(features.rows(), arguments.classes()) * features.columns())
                : Parallel.forProduct(SoftmaxTerm.multiplications(features, weights));
    }

    private List<Summand> prepare(Arguments call, Parallel parallel) {
        int heads = (int) descriptions.stream().filter(SumEvaluator::isSoftmax).count();
        // ∂L/∂W may be borrowed as scratch: a single summand writes it, and nothing can fail after that point
        boolean borrowed = heads == 1 && !coefficients.contains(null);
        RowSink spare = borrowed ? call.gradients().get(Kind.WEIGHTS) : null;
        List<Summand> summands = new ArrayList<>();
        for (int k = 0; k < descriptions.size(); k++) {
            if (descriptions.get(k) instanceof Description.Described described) {
                boolean bias = described.uses().contains(Kind.BIAS);
                Samples samples = samples(described, coefficients.get(k), call);
                Term term = isSoftmax(described)
                        ? softmax(described, bias, call, samples, demand(bias, call, heads, spare), parallel)
                        : CenterTerm.of(call.features(), call.parameters().get(Kind.CENTERS), samples, parallel);
                summands.add(new Summand.Described(
                        described.rows(),
                        bias,
                        described.weight(),
                        samples,
                        samples.select(coefficients.get(k)),
                        term));
            } else {
                summands.add(Summand.Own.of((Description.Own) descriptions.get(k), call));
            }
        }
        return summands;
    }

    /** Returns the samples that are not ignored and whose loss or gradient is needed. */
    private static Samples samples(Description.Described described, Real[] coefficients, Arguments call) {
        boolean losses = call.sampleLosses() != null;
        return Samples.of(
                call.labels(),
                i -> !described.reduction().ignores(call.labels()[i]) && (losses || !coefficients[i].isZero()));
    }

    private static boolean isSoftmax(Description description) {
        return description instanceof Description.Described described && described.rows() == Kind.WEIGHTS;
    }

    private static Demand demand(boolean bias, Arguments call, int heads, RowSink spare) {
        boolean classes = call.gradients().containsKey(Kind.WEIGHTS)
                || bias && call.gradients().containsKey(Kind.BIAS);
        return new Demand(call.featureGradient() != null, classes, heads, spare);
    }

    private static Term softmax(
            Description.Described described,
            boolean bias,
            Arguments call,
            Samples samples,
            Demand demand,
            Parallel parallel) {
        return SoftmaxTerm.of(
                (Head.Softmax) described.head(),
                call.features(),
                call.parameters().get(Kind.WEIGHTS),
                bias ? call.parameters().get(Kind.BIAS) : null,
                samples,
                demand,
                parallel);
    }

    private static double write(List<Summand> summands, double[] losses) {
        for (int i = 0; losses != null && i < losses.length; i++) {
            losses[i] = loss(summands, i);
        }
        return loss(summands);
    }

    /** Returns L, rounded once. A user's own loss provides a double, which may be infinite. */
    private static double loss(List<Summand> summands) {
        Real known = Real.ZERO;
        double beyond = 0;
        for (Summand summand : summands) {
            known = summand.plusLoss(known);
            beyond += summand.beyond();
        }
        return beyond == 0 ? known.toDouble() : beyond;
    }

    /** Returns l_i, rounded once. */
    private static double loss(List<Summand> summands, int i) {
        Real known = Real.ZERO;
        double beyond = 0;
        for (Summand summand : summands) {
            known = summand.plusLoss(known, i);
            beyond += summand.beyond(i);
        }
        return beyond == 0 ? known.toDouble() : beyond;
    }
}
