/**
 * Classification losses of face recognition and metric learning, with analytic gradients over EJML matrices.
 *
 * <h2>Notation</h2>
 *
 * <p>There are m samples, d features and n classes. X is m×d, one sample per row; W is n×d, one class per row; b is
 * n×1; the centers C are n×d. Labels y are in [0, n). θ<sub>ij</sub> in [0, π] is the angle between x<sub>i</sub> and
 * W<sub>j</sub>, in radians. A loss is L = Σ<sub>i</sub> a<sub>i</sub> l<sub>i</sub>; its
 * {@link io.github.marginloss.Reduction} gives the a<sub>i</sub>. For the softmax losses l<sub>i</sub> = log
 * Σ<sub>j</sub> exp(z<sub>ij</sub>) − z<sub>iy</sub>, and the class comment of each loss defines its logits z.
 *
 * <h2>A first example</h2>
 *
 * <pre>{@code
 * DMatrixRMaj features = new DMatrixRMaj(new double[][] {{1, 2}, {-1, 1}, {0, -3}});   // X, m×d: from a network
 * DMatrixRMaj weights = new DMatrixRMaj(new double[][] {{1, 1}, {-1, 0}});             // W, n×d: one class per row
 * int[] labels = {0, 1, 1};                                                            // y
 *
 * Loss loss = new ArcFace(30, 0.5);                                                    // s, and m in radians
 * Parameters parameters = Parameters.ofWeights(weights);
 * Gradients gradients = Gradients.like(features, parameters);                          // reused in every step
 * double value = loss.evaluate(features, parameters, labels, null, gradients);
 * CommonOps_DDRM.addEquals(weights, -0.1, gradients.weights());                        // a gradient step for W
 * DMatrixRMaj back = gradients.features();                                             // goes back to the network
 * }</pre>
 *
 * <p>{@link io.github.marginloss.Loss#forward forward} is the same call without other outputs, and {@link
 * io.github.marginloss.Loss#backward backward} the same call with all of them; {@link
 * io.github.marginloss.MarginLoss#logits logits} gives the margin-free scores for inference. Losses add up: {@code new
 * Softmax().plus(0.003, new Center(Reduction.MEAN))} is joint supervision. {@link io.github.marginloss.MarginSoftmax}
 * takes your own margin, and {@link io.github.marginloss.check.GradientCheck} tells whether its slope is right.
 *
 * <h2>Floats</h2>
 *
 * <p>Every call also takes single precision, in {@link io.github.marginloss.FloatParameters}, and returns it, in {@link
 * io.github.marginloss.FloatGradients}. It computes in double: losses are bit for bit those of the same numbers as
 * doubles, and entries of matrices are rounded to float once. A value beyond the range of float is ±Infinity. The
 * losses of this package make no copy of a matrix in doubles.
 *
 * <pre>{@code
 * FMatrixRMaj features = FMatrixRMaj.wrap(m, d, embeddings);                           // your float[], not a copy
 * FloatParameters parameters = FloatParameters.ofWeights(new FMatrixRMaj(vectors));    // a float[] per class, copied
 * FloatGradients gradients = FloatGradients.like(features, parameters);
 * double value = loss.evaluate(features, parameters, labels, null, gradients);
 * }</pre>
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
 *   <li>Outputs come last, and are reshaped and overwritten; null means not wanted. An output must not be an input.
 *   <li>Matrices are referenced, never copied or kept, so training may change them between two calls.
 *   <li>Angles and angular margins are in radians. log is the natural logarithm.
 *   <li>Gradients are the derivatives of L, through the reduction, both normalisations and the angle.
 *   <li>Where an angular margin has a cone (θ = 0 or π), its angular part contributes gradient 0, the centre of the
 *       subdifferential. At a jump, the strict inequality of the formula decides which branch applies.
 *   <li>In a cosine loss, a zero row of X or W has cos θ = 0 and gradient 0.
 *   <li>With one class every softmax cross-entropy is exactly 0.
 *   <li>An empty batch has loss 0 and gradients 0, but its mean is refused.
 *   <li>A true result beyond the range of double is ±Infinity.
 *   <li>Bad input is refused before anything is computed; {@link io.github.marginloss.Loss} lists the exceptions.
 * </ul>
 *
 * <h2>Accuracy</h2>
 *
 * <p>Errors of a loss are measured in ulps of its true value, those of a gradient in eps = 2<sup>−52</sup> of the norm
 * of its row. To first order, and while R &lt; 2<sup>48</sup>,
 *
 * <pre>{@code
 * the loss l of a sample    4 + 4 R (1 − p_y) / l    ulps
 * a row of a gradient       8 ((1 + R) κ + σ)        eps
 * }</pre>
 *
 * <p>bound the errors of every loss here. R is the size of the logits. σ measures how much the slope of the target
 * logit amplifies an error of the angle; where its formula gives less than 1, it is 1. The class comment of each loss
 * gives both. κ ≥ 1 is the sum of the norms of a row's terms, divided by the norm of the row: it measures how much they
 * cancel. p<sub>y</sub> is the probability of the target class.
 *
 * <p>The bounds are the price of rounding the logits of the other classes to double. All other errors are small in
 * comparison: the target logit and the cross-entropy are computed in double-double, and tangents keep their digits at
 * any angle. The project's study compared 13370 batches, including singular and extreme ones, with {@link
 * io.github.marginloss.reference.Reference}, which returns the true value of every output, rounded to nearest. If a
 * class comment says that losses used at most 0.66 of their bound, and rows 0.33, then the worst loss of a sample had
 * 0.66 of the error that its bound allows, and the worst row 0.33.
 *
 * <p>The bounds do not cover rows whose true value is 0 because all their terms cancel, for example if all classes are
 * equal: the computed row is then a rounding error of those terms.
 *
 * <h2>Threads</h2>
 *
 * <p>Losses are immutable and safe for use by several threads. A large batch runs on the calling thread and the workers
 * of the common pool. A call from a {@link java.util.concurrent.ForkJoinPool} runs in that pool and within its
 * parallelism; this is how you limit its threads. The bits of the results do not depend on the number of threads.
 *
 * @serial exclude
 */
package io.github.marginloss;
