package io.github.marginloss;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.core.Head;
import io.github.marginloss.core.Real;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleBiFunction;

/** A summand of a loss, read once per call. Checks and evaluation read this description, never the loss itself. */
sealed interface Description {

    /** {@return the name of the summand in messages} */
    String name();

    /** {@return the kinds of parameters that it takes} */
    Set<Kind> uses();

    /** {@return its factor in the sum} */
    Real weight();

    /** {@return whether samples with a label are ignored} */
    default boolean ignores(int label) {
        return false;
    }

    /** Refuses a batch whose numbers of samples and classes do not suit a margin rule. */
    default void check(int samples, int classes) {}

    /** A loss that describes itself. */
    record Described(String name, Set<Kind> uses, Real weight, Head head, Reduction reduction) implements Description {

        @Override
        public boolean ignores(int label) {
            return reduction != null && reduction.ignores(label);
        }

        @Override
        public void check(int samples, int classes) {
            if (head instanceof Head.Cosine cosine) {
                cosine.margin().check(samples, classes);
            }
        }

        /** {@return the kind of parameter that has one row per class} */
        Kind rows() {
            return head instanceof Head.Softmax ? Kind.WEIGHTS : Kind.CENTERS;
        }

        /** {@return the kinds of parameters that suit its head, in words} */
        String fitting() {
            return head instanceof Head.Linear
                    ? "class weights, with or without a bias,"
                    : rows() == Kind.WEIGHTS ? "class weights alone" : "centers alone";
        }

        /** {@return whether the kinds that it takes suit its head} */
        boolean fits() {
            boolean alone = uses.equals(Set.of(rows()));
            return alone || head instanceof Head.Linear && uses.equals(Set.of(Kind.WEIGHTS, Kind.BIAS));
        }
    }

    /**
     * A user's own loss: only its results are known. The computation writes the sample losses and gradients into the
     * arrays and matrices that it receives, and returns L.
     */
    record Own(
            String name,
            Set<Kind> uses,
            Real weight,
            IntPredicate ignored,
            ToDoubleBiFunction<double[], Gradients> computation)
            implements Description {

        @Override
        public boolean ignores(int label) {
            return ignored.test(label);
        }
    }

    /** {@return a stand-in for a loss, for checking the arguments of a call; it is never evaluated} */
    static Description of(String name, Set<Kind> uses, IntPredicate ignored) {
        return new Own(name, uses, Real.ONE, ignored, (losses, gradients) -> Double.NaN);
    }
}
