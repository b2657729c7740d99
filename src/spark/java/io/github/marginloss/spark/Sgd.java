package io.github.marginloss.spark;

import java.io.Serializable;

/**
 * Gradient descent with momentum: v ← μ v + ∂L/∂w + λ w, then w ← w − η v.
 *
 * @param rate η
 * @param momentum μ
 * @param decay λ
 */
record Sgd(double rate, double momentum, double decay) implements Serializable {

    /**
     * Makes a move.
     *
     * @param weights w. Not modified.
     * @param velocity v. Not modified.
     * @param gradient ∂L/∂w. Not modified.
     * @param newWeights receives w. Modified.
     * @param newVelocity receives v. Modified.
     */
    void move(ClassRows weights, ClassRows velocity, ClassRows gradient, ClassRows newWeights, ClassRows newVelocity) {
        int size = weights.count() * weights.dimension();
        for (int k = 0; k < size; k++) {
            double w = weights.get(k);
            newVelocity.set(k, momentum * velocity.get(k) + gradient.get(k) + decay * w);
            newWeights.set(k, w - rate * newVelocity.get(k));
        }
    }
}
