package io.github.marginloss;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.core.ClassDistance;
import io.github.marginloss.core.GradientRows;
import io.github.marginloss.core.Real;
import io.github.marginloss.core.SoftmaxHead;
import io.github.marginloss.core.Term;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * How the losses of this library are evaluated, one alone or a sum of several. First every term does what may still fail: a
 * margin or a loss may be the user's. Then they write the outputs, term by term, and what they have added up is rounded.
 */
final class Terms {

    private final DMatrixRMaj features;
    private final Parameters parameters;
    private final int[] labels;
    private final Gradients wanted;
    /** How many of the terms are softmax losses. */
    private final int heads;
    /** The matrix for ∂L/∂W, where it may serve as memory before it is written: one term writes it, and none can fail. */
    private final DMatrixRMaj spare;

    private final List<Part> parts = new ArrayList<>();

    private Terms(Loss loss, DMatrixRMaj features, Parameters parameters, int[] labels, Gradients wanted) {
        this.features = features;
        this.parameters = parameters;
        this.labels = labels;
        this.wanted = wanted;
        heads = (int) leaves(loss).filter(HeadLoss.class::isInstance).count();
        boolean known = leaves(loss).allMatch(term -> term instanceof HeadLoss || term instanceof Center);
        spare = heads == 1 && known ? wanted.weights() : null;
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
        terms.prepare(loss, Real.ONE);
        return terms.write(sampleLosses);
    }

    /** The losses that a sum, of sums perhaps, consists of. */
    static Stream<Loss> leaves(Loss loss) {
        return loss instanceof Sum sum ? Stream.concat(leaves(sum.first()), leaves(sum.second())) : Stream.of(loss);
    }

    private void prepare(Loss loss, Real weight) {
        if (loss instanceof Sum sum) {
            prepare(sum.first(), weight);
            prepare(sum.second(), weight.times(Real.of(sum.weight())));
        } else if (loss instanceof HeadLoss described) {
            Real[] coefficients = coefficients(described.reduction(), weight);
            parts.add(new Described(loss.uses(), Kind.WEIGHTS, weight, coefficients, softmax(described)));
        } else if (loss instanceof Center center) {
            Real[] coefficients = coefficients(center.reduction(), weight);
            Term term = ClassDistance.of(features, parameters.centers(), labels);
            parts.add(new Described(loss.uses(), Kind.CENTERS, weight, coefficients, term));
        } else {
            parts.add(Opaque.of(loss, weight, features, parameters, labels, wanted));
        }
    }

    private Term softmax(HeadLoss loss) {
        Parameters own = parameters.only(loss.uses());
        boolean classes = wanted.weights() != null || wanted.bias() != null && own.bias() != null;
        SoftmaxHead.Demand demand = new SoftmaxHead.Demand(wanted.features() != null, classes, heads, spare);
        return SoftmaxHead.of(loss.head(), features, own.weights(), own.bias(), labels, demand);
    }

    private Real[] coefficients(Reduction reduction, Real weight) {
        double[] coefficients = Reductions.coefficients(reduction, labels, Arguments.classes(parameters));
        Real[] weighted = new Real[coefficients.length];
        for (int i = 0; i < weighted.length; i++) {
            weighted[i] = weight.times(Real.of(coefficients[i]));
        }
        return weighted;
    }

    private double write(double[] sampleLosses) {
        Total loss = new Total();
        Total[] losses = new Total[labels.length];
        for (int i = 0; i < losses.length; i++) {
            losses[i] = new Total();
        }
        Rows rows = rows();
        for (Part part : parts) {
            part.addLosses(loss, losses);
            part.addGradients(rows);
        }
        rows.finish();
        for (int i = 0; sampleLosses != null && i < losses.length; i++) {
            sampleLosses[i] = losses[i].toDouble();
        }
        return loss.toDouble();
    }

    private Rows rows() {
        int n = Arguments.classes(parameters);
        int d = features.numCols;
        Map<Kind, GradientRows> classes = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            boolean several =
                    parts.stream().filter(part -> part.uses().contains(kind)).count() > 1;
            GradientRows rows = GradientRows.of(wanted.get(kind), n, kind == Kind.BIAS ? 1 : d, several);
            if (rows != null) {
                classes.put(kind, rows);
            }
        }
        return new Rows(GradientRows.of(wanted.features(), labels.length, d, parts.size() > 1), classes);
    }

    /** The gradients in the making. */
    record Rows(GradientRows features, Map<Kind, GradientRows> classes) {

        void finish() {
            if (features != null) {
                features.finish();
            }
            classes.values().forEach(GradientRows::finish);
        }
    }

    /** A term, weighted, that has done what may fail. */
    interface Part {
        Set<Kind> uses();

        void addLosses(Total loss, Total[] losses);

        void addGradients(Rows rows);
    }

    /** A term of this library, which says what it is. */
    private record Described(Set<Kind> uses, Kind kind, Real weight, Real[] coefficients, Term term) implements Part {

        @Override
        public void addLosses(Total loss, Total[] losses) {
            for (int i = 0; i < losses.length; i++) {
                loss.add(coefficients[i].times(term.loss(i)));
                losses[i].add(weight.times(term.loss(i)));
            }
        }

        @Override
        public void addGradients(Rows rows) {
            GradientRows bias = uses.contains(Kind.BIAS) ? rows.classes.get(Kind.BIAS) : null;
            term.write(coefficients, rows.features, rows.classes.get(kind), bias);
        }
    }
}
