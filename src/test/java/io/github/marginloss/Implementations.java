package io.github.marginloss;

import io.github.marginloss.core.Angle;
import io.github.marginloss.core.DD;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.PreciseMargin;
import io.github.marginloss.core.Scale;
import io.github.marginloss.reference.Reference;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;

/** Every kind of Loss: the losses of {@link Losses}, some of them as references, and a user's own losses. */
final class Implementations {

    private Implementations() {}

    static List<Losses.Entry> all() {
        List<Losses.Entry> list = new ArrayList<>(Losses.all());
        Set<Loss> read = Set.of(
                new Softmax(),
                new NormalizedSoftmax(),
                new SphereFace(4, 5),
                new ArcFace(16, 0.5, ArcFace.Extension.LINEAR),
                new Center(),
                new Softmax().plus(0.003, new Center(Reduction.MEAN)));
        for (Losses.Entry entry : Losses.all()) {
            if (read.contains(entry.loss())) {
                list.add(entry(Reference.of(entry.loss()), entry.kinds(), entry.naive()));
            }
        }
        list.addAll(own());
        return list;
    }

    private static List<Losses.Entry> own() {
        Naive sine = new Naive.Cosine(
                16, v -> Math.cos(v) - 0.2 * Math.sin(v), v -> -Math.sin(v) - 0.2 * Math.cos(v), Reduction.MEAN);
        SineMargin head = new SineMargin(16, 0.2, Reduction.MEAN);
        HalfDistance distance = new HalfDistance(Reduction.SUM);
        Naive half = new Naive.Center(Reduction.SUM);
        return List.of(
                entry(head, head.uses(), sine),
                entry(Reference.of(head), head.uses(), sine),
                entry(new Twice(head), head.uses(), sine.plus(1, sine)),
                entry(distance, distance.uses(), half),
                entry(
                        head.plus(-0.5, distance),
                        EnumSet.of(Parameters.Kind.WEIGHTS, Parameters.Kind.CENTERS),
                        sine.plus(-0.5, half)));
    }

    private static Losses.Entry entry(Loss loss, Set<Parameters.Kind> kinds, Naive naive) {
        return new Losses.Entry(loss.toString(), loss, kinds, naive);
    }

    /** A user's own head, whose margin can be read: ψ(θ) = cos θ − m sin θ. */
    record SineMargin(double s, double m, Reduction reduction) implements HeadLoss {
        /** ψ and its slope −sin θ − m cos θ. */
        record Psi(double m) implements PreciseMargin {
            @Override
            public Result at(Angle<DD> theta) {
                DD value = theta.cos().minus(theta.sin().times(m));
                return new Result(value, theta.sin().plus(theta.cos().times(m)).negate());
            }
        }

        @Override
        public Head head() {
            return new Head.Cosine(Scale.fixed(s), new Psi(m));
        }

        @Override
        public SineMargin withReduction(Reduction other) {
            return new SineMargin(s, m, Objects.requireNonNull(other, "reduction"));
        }
    }

    /** A loss in terms of another: {WEIGHTS} by default, and checks by default. */
    record Twice(Loss loss) implements Loss {
        @Override
        public double evaluate(
                DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
            check(features, parameters, labels, sampleLosses, gradients);
            return loss.plus(1, loss).evaluate(features, parameters, labels, sampleLosses, gradients);
        }

        @Override
        public Loss withReduction(Reduction other) {
            return new Twice(loss.withReduction(other));
        }
    }

    /** A loss that computes its numbers itself: ½‖x − c_y‖² in plain loops. */
    record HalfDistance(Reduction reduction) implements Loss {
        @Override
        public double evaluate(
                DMatrixRMaj features, Parameters parameters, int[] labels, double[] sampleLosses, Gradients gradients) {
            check(features, parameters, labels, sampleLosses, gradients);
            double[] a = reduction.coefficients(labels);
            Gradients zeros = Gradients.like(features, parameters);
            double total = 0;
            for (int i = 0; i < a.length; i++) {
                double[] difference =
                        Rows.combine(Rows.row(features, i), -1, Rows.row(parameters.centers(), labels[i]));
                double loss = Rows.dot(difference, difference) / 2;
                total += a[i] * loss;
                if (sampleLosses != null) {
                    sampleLosses[i] = loss;
                }
                Rows.add(zeros.features(), i, a[i], difference);
                Rows.add(zeros.centers(), labels[i], -a[i], difference);
            }
            if (gradients != null) {
                copy(zeros.features(), gradients.features());
                copy(zeros.centers(), gradients.centers());
            }
            return total;
        }

        private static void copy(DMatrixRMaj from, DMatrixRMaj to) {
            if (to != null) {
                to.setTo(from);
            }
        }

        @Override
        public Loss withReduction(Reduction other) {
            return new HalfDistance(other);
        }

        @Override
        public Set<Parameters.Kind> uses() {
            return EnumSet.of(Parameters.Kind.CENTERS);
        }
    }
}
