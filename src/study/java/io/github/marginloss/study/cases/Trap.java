package io.github.marginloss.study.cases;

import io.github.marginloss.Loss;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Kinds of small calls for which every fixed precision gives wrong results. A case depends only on its kind and number.
 */
public enum Trap {
    ULP_CLASSES("class rows an ulp apart", Differences::classes),
    OPPOSITE("samples of opposite coefficients", Differences::samples),
    CANCELLING("sums whose terms cancel, or all but", Differences::terms),
    LARGE_LOGITS("logits beyond 2^104", Ranges::largeLogits),
    BRANCHES("θ within 1e-15 … 1e-40 of a branch point", SingularAngles::branches),
    CONES("exactly parallel rows", SingularAngles::cones),
    WHOLE("3-4-5 rows and other whole numbers", SingularAngles::whole),
    PARALLEL("nearly parallel rows of any size", SingularAngles::nearlyParallel),
    MARGINS("MarginSoftmax with the margins of the library", SingularAngles::margins),
    COMBINED("CombinedMargin, m₁ from 1e-300 to 1e308", SingularAngles::combined),
    MEANS("means over 3, 7 and 123 samples", Ties::means),
    TIES("exact ties", Ties::exact),
    LEADS("leads of 40 to 1e6 nats either way", Ranges::leads),
    ENDS("subnormal results, and results beyond the range", Ranges::ends),
    TAILS("ties but for the second exponential, or a power", Ties::tails);

    /** A loss, and the rows with which it is called. */
    record Call(Draft draft, Loss loss) {}

    private final String title;
    private final Function<RandomGenerator, Call> maker;

    Trap(String title, Function<RandomGenerator, Call> maker) {
        this.title = title;
        this.maker = maker;
    }

    public String title() {
        return title;
    }

    /** Case number k. */
    public Case make(long number) {
        Call call = maker.apply(new SplittableRandom((ordinal() + 1) * 1_000_000_007L + number));
        return call.draft.toCase(title, Family.of(call.loss), number, call.loss);
    }
}
