/**
 * Checks of anybody's numbers: compares gradients with finite differences, and losses and gradients with the reference.
 *
 * <pre>{@code
 * Report report = GradientCheck.of(new MyLoss(), features, parameters, labels);
 * if (!report.passed()) {
 *     System.out.println(report);   // counts, the worst entry, and where a kink was met
 * }
 * }</pre>
 *
 * <p>A report passes if no entry is wrong and at least half of those that have a derivative could be compared. In a
 * test, write {@code assertTrue(report.passed(), report::toString)}.
 *
 * <p>A {@link io.github.marginloss.check.Comparison} judges what another program has computed for a loss of this
 * library: it tells a mistake from rounding. {@link io.github.marginloss.check.RoundingBounds} computes the bounds of
 * rounding errors once for many programs.
 *
 * <p>For finite differences take a small batch of ordinary numbers: every entry of every gradient costs many
 * evaluations. Rows of very different sizes do no harm, because each entry is judged relative to the largest of its
 * row.
 *
 * @serial exclude
 */
package io.github.marginloss.check;
