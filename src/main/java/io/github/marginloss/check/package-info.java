/**
 * For anybody's numbers: gradients beside finite differences, and losses and gradients beside the reference.
 *
 * <pre>{@code
 * Report report = GradientCheck.of(new MyLoss(), features, parameters, labels);
 * if (!report.passed()) {
 *     System.out.println(report);   // counts, the worst entry, and where a kink was met
 * }
 * }</pre>
 *
 * <p>A report passes if no entry is wrong and at least half of those that have a derivative could be compared. In a test
 * of your own that is {@code assertTrue(report.passed(), report::toString)}.
 *
 * <p>What another program has computed of a loss of this library is judged by a
 * {@link io.github.marginloss.check.Comparison}, which tells a mistake from rounding. Bounds of rounding are computed once
 * for many programs by {@link io.github.marginloss.check.RoundingBounds}.
 *
 * <p>For finite differences take a small batch of ordinary numbers: every entry of every gradient costs many evaluations. Rows of very
 * different sizes do not matter, as each entry is judged by the greatest of its row.
 *
 * @serial exclude
 */
package io.github.marginloss.check;
