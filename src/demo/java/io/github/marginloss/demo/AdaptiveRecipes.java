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

/**
 * Recipes that the demo trains only on request: smoothed labels, and margins that depend on the class or the sample.
 */
final class AdaptiveRecipes {

    /** m of ArcFace. The margins of the other additive angles are close to it. */
    private static final double M = 0.5;
    /** The cosines decide the class, so this loss needs no margin. */
    private static final MarginLoss SCORER = new ArcFace(State.SCALE, M);

    private AdaptiveRecipes() {}

    /** All of these recipes, for features of a dimension. */
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
     * From 0.5 for the rarest class to 0.4 for the most frequent one. The published range ends at 0.05, for data whose
     * class frequencies differ a thousandfold. Those of the digits differ only by chance.
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

    /** ElasticFace-Arc+: margins of deviation 0.0175, the smallest for the sample that is nearest to its class. */
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
     * m = 0.4, h = 0.333 (Kim et al. 2022), if there is room for it. The target logit of good images is at most 1 − 2m.
     * On a circle another class is 36° away, so m cannot exceed (1 − cos 36°)/2 = 0.095.
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
     * Margins from 0.45 to 0.8 (Meng et al. 2021), or from 0.4 to 0.6 on a circle, where ten classes are 36° = 0.63
     * apart. λ is one and a half times the smallest possible one, about as published.
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
     * The published norms, from 10 to 110, are those of a large network. Here, about one in a hundred norms is below la
     * after training with ArcFace (2 in two and three dimensions, 4 to 5 in 16). Below la there is no gradient with
     * respect to the norm, and a network that starts there may stay there. Norms remain below ua: after the usual 120
     * epochs with MagFace, 98 % of the training images have norms between 2.3 and 9.6 in two dimensions, 5 and 27 in
     * three, and 15 and 58 in 16. Another seed changes these numbers a little.
     */
    private static MagFace.Range magFaceRange(int dimension) {
        return switch (dimension) {
            case 2 -> new MagFace.Range(2, 12, 0.4, 0.6);
            case 3 -> new MagFace.Range(2, 30, 0.45, 0.8);
            default -> new MagFace.Range(4, 60, 0.45, 0.8);
        };
    }
}
