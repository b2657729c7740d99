/**
 * Classification losses of face recognition and metric learning, with analytic gradients over EJML matrices.
 *
 * <h2>Notation</h2>
 *
 * <p>m samples, d features, n classes. X is m×d, a sample a row; W is n×d, a class a row; b is n×1; C, the centers, is n×d.
 * Labels y are in [0, n). θ<sub>ij</sub> in [0, π] is the angle between x<sub>i</sub> and W<sub>j</sub>, in radians. A loss is
 * L = Σ<sub>i</sub> a<sub>i</sub> l<sub>i</sub>; the a<sub>i</sub> are those of its {@link io.github.marginloss.Reduction}, and for the softmax losses
 * l<sub>i</sub> = log Σ<sub>j</sub> exp(z<sub>ij</sub>) − z<sub>iy</sub>. What the logits z are, the class comment of each loss says.
 *
 * <h2>A first example</h2>
 *
 * <pre>{@code
 * Loss loss = new ArcFace(30, 0.5);                        // s, and m in radians
 * Parameters parameters = Parameters.ofWeights(weights);   // W, n×d
 * Gradients gradients = Gradients.like(features, parameters);
 * double value = loss.evaluate(features, parameters, labels, null, gradients);
 * CommonOps_DDRM.addEquals(weights, -0.1, gradients.weights());
 * }</pre>
 *
 * <p>{@link io.github.marginloss.Loss#forward} and {@link io.github.marginloss.Loss#backward} are the same call without and
 * with all outputs; {@link io.github.marginloss.MarginLoss#logits} gives the margin-free scores for inference.
 *
 * <h2>Conventions</h2>
 *
 * <ul>
 *   <li>Outputs come last, are reshaped and overwritten; null means not wanted.
 *   <li>Gradients are the derivatives of L: reductions, both normalisations and the angle included.
 *   <li>A zero row of X or W has cos θ = 0 in a cosine loss, and gradient 0.
 *   <li>With one class every softmax loss is exactly 0.
 *   <li>A true result beyond the range of double is ±Infinity.
 * </ul>
 *
 * <h2>Accuracy</h2>
 *
 * <p>Logits of classes other than the target are rounded to double, which costs about r eps, r being the size of the
 * logits and eps = 2<sup>−52</sup>; everything else is more accurate than that: the target logit and the cross-entropy are computed
 * in double-double, and tangents keep their digits at any angle. {@link io.github.marginloss.reference.Reference} evaluates
 * the same losses in double-double throughout.
 *
 * <h2>Threads</h2>
 *
 * <p>Losses are immutable and safe for use by several threads. A large batch is worked on by the caller's
 * {@link java.util.concurrent.ForkJoinPool}, or by the common pool; the bits of the results do not depend on which, nor on
 * its parallelism.
 *
 * @serial exclude
 */
package io.github.marginloss;
