/**
 * Classification losses of face recognition and metric learning, with analytic gradients over EJML matrices.
 *
 * <h2>Notation</h2>
 *
 * <p>m samples, d features, n classes. X is m×d, a sample a row; W is n×d, a class a row; b is n×1; C, the centers, is
 * n×d. Labels y are in [0, n). θ<sub>ij</sub> in [0, π] is the angle between x<sub>i</sub> and W<sub>j</sub>, in
 * radians. A loss is L = Σ<sub>i</sub> a<sub>i</sub> l<sub>i</sub>; the a<sub>i</sub> are those of its
 * {@link io.github.marginloss.Reduction}, and for the softmax losses l<sub>i</sub> = log Σ<sub>j</sub>
 * exp(z<sub>ij</sub>) − z<sub>iy</sub>. What the logits z are, the class comment of each loss says.
 *
 * <h2>A first example</h2>
 *
 * <pre>{@code
 * DMatrixRMaj features = new DMatrixRMaj(new double[][] {{1, 2}, {-1, 1}, {0, -3}});   // X, m×d: of a network
 * DMatrixRMaj weights = new DMatrixRMaj(new double[][] {{1, 1}, {-1, 0}});             // W, n×d: a class a row
 * int[] labels = {0, 1, 1};                                                            // y
 *
 * Loss loss = new ArcFace(30, 0.5);                                                    // s, and m in radians
 * Parameters parameters = Parameters.ofWeights(weights);
 * Gradients gradients = Gradients.like(features, parameters);                          // reused in every step
 * double value = loss.evaluate(features, parameters, labels, null, gradients);
 * CommonOps_DDRM.addEquals(weights, -0.1, gradients.weights());                        // a step of the classes
 * DMatrixRMaj back = gradients.features();                                             // what the network gets
 * }</pre>
 *
 * <p>{@link io.github.marginloss.Loss#forward forward} and {@link io.github.marginloss.Loss#backward backward} are the
 * same call without and with all outputs; {@link io.github.marginloss.MarginLoss#logits logits} gives the margin-free
 * scores for inference.
 * Losses add up: {@code new Softmax().plus(0.003, new Center(Reduction.MEAN))} is joint supervision. A margin of one's
 * own is handed to {@link io.github.marginloss.MarginSoftmax}, and {@link io.github.marginloss.check.GradientCheck}
 * tells whether its slope is right.
 *
 * <h2>The target logit of every margin</h2>
 *
 * <p><img src="{@docRoot}/img/margins.svg" width="918"
 * alt="Left: the target logit of each loss against the target angle. Right: the five extensions of ArcFace past π −
 * m.">
 *
 * <h2>Conventions</h2>
 *
 * <ul>
 *   <li>Outputs come last, are reshaped and overwritten; null means not wanted. An output may not be an input.
 *   <li>Matrices are referenced, never copied or kept: changing one between two calls is how a training goes on.
 *   <li>Angles and angular margins are in radians. log is the natural logarithm.
 *   <li>Gradients are the derivatives of L: reductions, both normalisations and the angle included.
 *   <li>Where an angular margin has a cone (θ = 0 or π) its angular part contributes gradient 0, the centre of the
 *       subdifferential. At a jump the formula's strict inequality says which branch counts.
 *   <li>A zero row of X or W has cos θ = 0 in a cosine loss, and gradient 0.
 *   <li>With one class every softmax loss is exactly 0.
 *   <li>An empty batch has loss 0 and gradients 0, but for a mean, which is refused.
 *   <li>A true result beyond the range of double is ±Infinity.
 *   <li>Bad input is refused before anything is computed; {@link io.github.marginloss.Loss} lists what is thrown.
 * </ul>
 *
 * <h2>Accuracy</h2>
 *
 * <p>Errors of a loss are in ulps of its true value, those of a gradient in eps = 2<sup>−52</sup> of the norm of its
 * row. To first order, and while R &lt; 2<sup>48</sup>,
 *
 * <pre>{@code
 * the loss l of a sample    4 + 4 R (1 − p_y) / l    ulps
 * a row of a gradient       8 ((1 + R) κ + σ)        eps
 * }</pre>
 *
 * <p>are the bounds that every loss here keeps. R is the size of the logits. σ says how much an error of the angle
 * grows in the slope of the target logit, and is 1 where its formula gives less. The class comment of each loss has
 * both. κ ≥ 1 is the sum of the norms of a row's terms, divided by the norm of the row: how much they cancel.
 * p<sub>y</sub> is the probability of the target class.
 *
 * <p>That is the price of rounding the logits of the other classes to double, and everything else is small beside it:
 * the target logit and the cross-entropy are computed in double-double, and tangents keep their digits at any angle.
 * The project's study compared 13370 batches, singular and extreme ones among them, with
 * {@link io.github.marginloss.reference.Reference}, the same losses in double-double throughout. Where a class comment
 * says that it used, for example, 0.66 and 0.33, the worst loss of a sample came to 0.66 of its bound, and the worst
 * row to 0.33.
 *
 * <p>Not covered are rows whose true value is 0 because all their terms cancel, as where all classes are equal: they
 * come out as a rounding error of those terms.
 *
 * <h2>Threads</h2>
 *
 * <p>Losses are immutable and safe for use by several threads. A large batch runs on the calling thread and the
 * workers of the common pool. Called from a {@link java.util.concurrent.ForkJoinPool}, it runs in that pool, at its
 * parallelism: that is how to limit it. The bits of the results do not depend on the number of threads.
 *
 * @serial exclude
 */
package io.github.marginloss;
