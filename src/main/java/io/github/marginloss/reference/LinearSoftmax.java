package io.github.marginloss.reference;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.Numeric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The softmax with z<sub>j</sub> = w<sub>j</sub>·x + b<sub>j</sub>. */
final class LinearSoftmax {

    private LinearSoftmax() {}

    static <N extends Numeric<N>> Contribution<N> contribution(
            Products<N> products, Head.Linear head, int classes, boolean biased, int i, int label) {
        List<N> z = new ArrayList<>(classes);
        for (int j = 0; j < classes; j++) {
            N product = products.product(i, j);
            z.add(biased ? product.plus(products.bias(j)) : product);
        }
        LogitGradients<N> entropy = LogitGradients.of(products, z, label, head.smoothing());
        N zero = products.number(0);
        List<N> zeros = Collections.nCopies(classes, zero);
        return new Contribution<>(
                entropy.loss(), zero, entropy.g(), zeros, biased ? entropy.g() : zeros, entropy.top());
    }
}
