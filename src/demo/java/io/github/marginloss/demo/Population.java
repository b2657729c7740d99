package io.github.marginloss.demo;

import io.github.marginloss.demo.data.Identities;
import io.github.marginloss.demo.data.Split;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Synthetic identities to train with. Another 200 identities, of five samples each, are verified.
 *
 * @param identities the number of identities
 * @param each the number of samples per identity
 * @param sigma the deviation of the nuisance, the part of a sample that does not depend on its identity
 */
record Population(int identities, int each, double sigma) {

    static final Population FEW = new Population(20, 200, 1);
    static final Population MANY = new Population(200, 20, 1.5);

    private static final int UNSEEN = 200;
    private static final int UNSEEN_EACH = 5;

    /** The splits, one per seed. Each has its own map from identities to samples. */
    List<Split> splits(long seed, int seeds) {
        return LongStream.range(seed, seed + seeds).mapToObj(this::split).toList();
    }

    private Split split(long seed) {
        Identities world = new Identities(sigma, new Random(seed));
        return Split.standardised(world.draw(identities, each), world.draw(UNSEEN, UNSEEN_EACH));
    }

    @Override
    public String toString() {
        return identities + " identities × " + each + " samples, σ = "
                + BigDecimal.valueOf(sigma).stripTrailingZeros().toPlainString();
    }
}
