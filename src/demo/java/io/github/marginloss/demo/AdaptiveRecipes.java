package io.github.marginloss.demo;

import io.github.marginloss.AdaFace;
import io.github.marginloss.ArcFace;
import io.github.marginloss.ClassMargins;
import io.github.marginloss.ElasticFace;
import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.MagFace;
import io.github.marginloss.MarginLoss;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.core.Scale;
import java.util.List;
import java.util.stream.DoubleStream;

/** Smoothed labels, and margins that know the class or the sample: what is trained with on request. */
final class AdaptiveRecipes {

    /** m of ArcFace, around which the other additive angles are chosen. */
    private static final double M = 0.5;
    /** Margins do not matter to what decides: the cosines do. */
    private static final MarginLoss SCORER = new ArcFace(State.SCALE, M);

    private AdaptiveRecipes() {}

    /** All of them, for features of a dimension. */
    static List<Recipe> all(int dimension) {
        return List.of(
                smoothing(), classMargins(), elasticFace(), elasticFacePlus(), adaFace(dimension), magFace(dimension));
    }

    /** ArcFace with ε = 0.1 (Szegedy et al. 2016). */
    static Recipe smoothing() {
        return new Recipe(
                "smoothing",
                "Smoothed ArcFace",
                Recipe.setting(M) + ", ε = 0.1",
                state -> new LabelSmoothing(new ArcFace(state.scale(), M * state.ramp()), 0.1),
                SCORER);
    }

    /**
     * From 0.5 for the rarest class to 0.4 for the most frequent one. The published range ends at 0.05, which is for data
     * whose classes differ a thousandfold: among the digits they differ by chance alone.
     */
    static Recipe classMargins() {
        return new Recipe(
                "classmargins",
                "ClassMargins",
                Recipe.setting("0.4 to " + M),
                state -> {
                    double[] m = ClassMargins.byFrequency(state.counts(), 0.4, M, 0.25);
                    double[] now = DoubleStream.of(m).map(v -> v * state.ramp()).toArray();
                    return new MarginSoftmax(Scale.fixed(state.scale()), ClassMargins.angular(now));
                },
                SCORER);
    }

    /** ElasticFace-Arc: margins of mean 0.5 and deviation 0.05, drawn anew at each step (Boutros et al. 2022). */
    static Recipe elasticFace() {
        return new Recipe(
                "elasticface",
                "ElasticFace",
                Recipe.setting(M) + " ± 0.05",
                state -> ElasticFace.angular(state.scale(), draw(state, 0.05)),
                SCORER);
    }

    /** ElasticFace-Arc+: of deviation 0.0175, the smallest for the sample that is nearest to its class. */
    static Recipe elasticFacePlus() {
        return new Recipe(
                "elasticface+",
                "ElasticFace+",
                Recipe.setting(M) + " ± 0.0175",
                state -> ElasticFace.angular(
                        state.scale(), ElasticFace.sortedFor(state.cosines().get(), draw(state, 0.0175))),
                SCORER);
    }

    private static double[] draw(State state, double deviation) {
        return ElasticFace.draw(M * state.ramp(), deviation * state.ramp(), state.samples(), state.random());
    }

    /**
     * m = 0.4, h = 0.333 (Kim et al. 2022) where there is room for it. The target logit of good images is 1 − 2m at most,
     * and on a circle another class is 36° away: an m of more than (1 − cos 36°)/2 = 0.095 cannot be had.
     */
    static Recipe adaFace(int dimension) {
        double m = dimension == 2 ? 0.08 : 0.4;
        return new Recipe(
                "adaface",
                "AdaFace",
                Recipe.setting(m),
                state -> new AdaFace(state.scale(), m * state.ramp(), 0.333, state.norms()),
                SCORER);
    }

    /**
     * Margins from 0.45 to 0.8 (Meng et al. 2021); from 0.4 to 0.6 on a circle, where ten classes lie 36° = 0.63 apart.
     * λ is one and a half times the least one, about as published.
     */
    static Recipe magFace(int dimension) {
        MagFace.Range full = magFaceRange(dimension);
        return new Recipe(
                "magface",
                "MagFace",
                Recipe.setting(full.lm() + " to " + full.um()),
                state -> {
                    MagFace.Range range =
                            new MagFace.Range(full.la(), full.ua(), full.lm() * state.ramp(), full.um() * state.ramp());
                    return new MagFace(state.scale(), range, 1.5 * MagFace.leastLambda(state.scale(), range));
                },
                SCORER);
    }

    /**
     * The published norms, from 10 to 110, are those of a large network. Here la is what about one norm in a hundred is
     * below when ArcFace has been trained (2 in two and three dimensions, 4 to 5 in 16): below la there is no gradient
     * with respect to the norm, and a network that starts there may stay there. ua is what the norms then keep below:
     * after the usual 120 epochs of MagFace, 98 of a hundred training images are between 2.3 and 9.6 in two dimensions,
     * 5 and 27 in three, 15 and 58 in 16; with another seed a little elsewhere.
     */
    private static MagFace.Range magFaceRange(int dimension) {
        return switch (dimension) {
            case 2 -> new MagFace.Range(2, 12, 0.4, 0.6);
            case 3 -> new MagFace.Range(2, 30, 0.45, 0.8);
            default -> new MagFace.Range(4, 60, 0.45, 0.8);
        };
    }
}
