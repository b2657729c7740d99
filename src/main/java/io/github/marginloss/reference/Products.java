package io.github.marginloss.reference;

import io.github.marginloss.core.Numeric;

/**
 * The inner products of the rows of a batch in one arithmetic. A loss depends on the rows only through these products.
 *
 * @param <N> the arithmetic
 */
interface Products<N extends Numeric<N>> {

    /** {@return a double, exact} */
    N number(double value);

    /** {@return a number that is exact or nearly so, in this arithmetic} */
    N number(Coefficient value);

    /** {@return x_i·x_i; exactly 0 for a zero row} */
    N featureSquare(int i);

    /** {@return w_j·w_j; exactly 0 for a zero row} */
    N weightSquare(int j);

    /** {@return x_i·w_j} */
    N product(int i, int j);

    /** {@return b_j} */
    N bias(int j);

    /** {@return ½‖x_i − c_j‖²} */
    N halfSquareDistance(int i, int j);

    /**
     * {@return (x_i·x_i) (w_j·w_j) − (x_i·w_j)², which is ‖x‖²‖w‖² sin²θ, with full relative accuracy; exactly 0 if the
     * rows are parallel or antiparallel}
     */
    N gram(int i, int j);

    /** {@return whether inner products are exact} */
    boolean areExact();

    /** {@return whether a number is known to be exact} */
    boolean isExact(N number);

    /** Ends the evaluation if its caller has been interrupted. */
    void check();
}
