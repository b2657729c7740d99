package io.github.marginloss.reference;

import io.github.marginloss.core.Real;
import io.github.marginloss.core.Undecided;
import io.github.marginloss.internal.exact.Enclosure;
import io.github.marginloss.internal.exact.ExponentialSum;
import io.github.marginloss.internal.exact.Precision;
import io.github.marginloss.reference.Plan.Part;
import java.util.ArrayList;
import java.util.List;

/**
 * Ziv's strategy: first evaluates in double-double, with a proven bound. Outputs that the bound leaves open are
 * evaluated again, with twice the bits each time.
 */
final class Evaluator {

    /** The number of bits in the first precision after double-double. */
    static final int FIRST = 256;
    /** An output that is still open with this many bits counts as equal to the boundary that it cannot be told from. */
    static final int LAST = 1 << 14;

    /** An L whose relative error is below 2^−UNROUNDED_BITS has all the digits that a Real promises. */
    private static final int UNROUNDED_BITS = 92;

    private static final double UNROUNDED = 0x1p-92;

    private final Batch batch;
    private final List<Part> parts;
    private final Interruption interruption = new Interruption();
    /**
     * The number of outputs that were open before each precision, and before the sums of exponentials. These come
     * before the last precision.
     */
    private final List<Long> open = new ArrayList<>();

    Evaluator(Batch batch, List<Part> parts) {
        this.batch = batch;
        this.parts = parts;
    }

    /** Decides all outputs. */
    void evaluate(Outputs outputs) {
        open.add(outputs.open());
        new FirstTry(batch, parts, outputs, products(), interruption).evaluate();
        for (int bits = FIRST; outputs.open() > 0; bits *= 2) {
            open.add(outputs.open());
            if (bits == LAST) {
                refineTails(outputs);
                open.add(outputs.open());
            }
            refine(outputs, bits);
        }
    }

    private BoundedProducts products() {
        return new BoundedProducts(batch, new ExactProducts(batch, new Precision(FIRST), interruption));
    }

    private void refine(Outputs outputs, int bits) {
        boolean last = bits == LAST;
        Products<Enclosure> exact = new ExactProducts(batch, new Precision(bits, last), interruption);
        try {
            new Refinement<>(batch, parts, outputs, exact, bits, value -> rounded(value, last), last).evaluate();
        } catch (Undecided e) {
            throw new IllegalArgumentException(
                    "margin: " + LAST + " bits cannot tell a divisor of ψ from 0: a margin without poles expected", e);
        }
    }

    /** Decides near-ties of exact numbers, broken only by exponentials that are too small for any number of bits. */
    private void refineTails(Outputs outputs) {
        Products<ExponentialSum> exact = new TailProducts(batch, interruption);
        new Refinement<>(batch, parts, outputs, exact, ExponentialSum.BITS, ExponentialSum::rounded, false).evaluate();
    }

    private static double rounded(Enclosure value, boolean last) {
        if (last) {
            return value.roundedAsEqual();
        }
        return value.isDecided() ? value.rounded() : Double.NaN;
    }

    /** L. */
    private Enclosure loss(int bits) {
        ExactProducts products = new ExactProducts(batch, new Precision(bits, bits == LAST), interruption);
        Enclosure sum = products.number(0);
        List<Part> merged = Plan.merged(parts, batch);
        for (int i = 0; i < batch.labels().length; i++) {
            sum = sum.plus(Sample.of(products, merged, batch, i).loss());
        }
        return sum;
    }

    /**
     * {@return how many outputs were open before double-double, and before each further arithmetic that was needed}
     */
    List<Long> open() {
        return open;
    }

    /** {@return L before it is rounded, with a relative error of about 2^−92 unless it is 0} */
    Real unrounded() {
        Outputs none = Outputs.of(batch, null, null);
        Bounded first = new FirstTry(batch, parts, none, products(), interruption).evaluate();
        if (first.error() <= UNROUNDED && !first.middle().isZero() || first.isZero()) {
            return first.real();
        }
        for (int bits = FIRST; ; bits *= 2) {
            try {
                Enclosure loss = loss(bits);
                if (loss.isWithin(UNROUNDED_BITS)) {
                    return loss.toReal();
                }
            } catch (Undecided e) {
                // more bits may decide it
            }
            if (bits == LAST) {
                return Real.ZERO;
            }
        }
    }
}
