/**
 * Checks of the results of any program or loss: gradients are compared with finite differences, and losses and
 * gradients with the reference.
 *
 * <pre>{@code
 * Report report = GradientCheck.of(new MyLoss(), features, parameters, labels);
 * if (!report.passed()) {
 *     System.out.println(report);   // counts, the worst entry, and the samples at a kink
 * }
 * }</pre>
 *
 * <p>A report passes if no entry is wrong and at least half of those that have a derivative could be compared. In a
 * test, write {@code assertTrue(report.passed(), report::toString)}.
 *
 * <p>A {@link io.github.marginloss.check.Comparison} judges the results that another program has computed for a loss of
 * this library: it tells mistakes from rounding errors. {@link io.github.marginloss.check.RoundingBounds} computes the
 * bounds of rounding errors once for many programs.
 *
 * <p>For finite differences, use a small batch of ordinary numbers: every entry of every gradient costs many
 * evaluations. Rows may have very different sizes, because each entry is judged relative to the largest of its row.
 *
 * @serial exclude
 */
package io.github.marginloss.check;
