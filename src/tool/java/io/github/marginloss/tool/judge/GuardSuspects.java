package io.github.marginloss.tool.judge;

import io.github.marginloss.tool.judge.Suspect.Trial;
import java.util.ArrayList;
import java.util.List;

/** Small constants against NaN (clamped cosines, an ε in norms), and missing norms. */
final class GuardSuspects {

    private static final double[] CLAMPS = {1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2};
    private static final double[] EPSILONS = {1e-12, 1e-10, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3};

    private GuardSuspects() {}

    static List<Suspect> all() {
        List<Suspect> all = new ArrayList<>();
        for (double clamp : CLAMPS) {
            all.add(clamped(clamp, false, ": their gradient there is 0"));
            all.add(clamped(clamp, true, ": the gradient passes as if they were not clamped"));
        }
        for (double epsilon : EPSILONS) {
            all.add(cosineOnly(
                    "norms are max(‖·‖, " + OtherLosses.text(epsilon) + ")", Pages.ROWS, new Epsilon(epsilon, 0)));
            all.add(cosineOnly("norms are ‖·‖ + " + OtherLosses.text(epsilon), Pages.ROWS, new Epsilon(epsilon, 1)));
            all.add(cosineOnly(
                    "norms are √(‖·‖² + " + OtherLosses.text(epsilon) + ")", Pages.ROWS, new Epsilon(epsilon, 2)));
        }
        all.add(cosineOnly("W is not normalised: its rows are taken as they are", Pages.SHAPES, new Raw(false, true)));
        all.add(cosineOnly("X is not normalised: its rows are taken as they are", Pages.SHAPES, new Raw(true, false)));
        all.add(cosineOnly(
                "neither X nor W is normalised: cosines are plain products", Pages.SHAPES, new Raw(true, true)));
        return all;
    }

    private static Suspect cosineOnly(String name, String page, Textbook book) {
        return new Suspect(
                name,
                page,
                (question, yours, right) -> WeightedLoss.cosine(question.loss())
                        .map(head -> new Trial(question, yours, book.evaluate(question))));
    }

    private static Suspect clamped(double clamp, boolean passes, String gradient) {
        Textbook book = new Textbook() {
            @Override
            double cosine(double cos, boolean target) {
                return Math.max(-1 + clamp, Math.min(1 - clamp, cos));
            }

            @Override
            double cosineSlope(double cos, boolean target) {
                return passes || Math.abs(cos) < 1 - clamp ? 1 : 0;
            }
        };
        String name = "cosines are clamped to ±(1 − " + OtherLosses.text(clamp) + ")" + gradient;
        return cosineOnly(name, Pages.PARALLEL, book);
    }

    /** Adds ε in one of three places. */
    private static final class Epsilon extends Textbook {
        private final double epsilon;
        private final int place;

        private Epsilon(double epsilon, int place) {
            this.epsilon = epsilon;
            this.place = place;
        }

        @Override
        double norm(double norm, boolean ofX) {
            return place == 0
                    ? Math.max(norm, epsilon)
                    : place == 1 ? norm + epsilon : Math.sqrt(norm * norm + epsilon);
        }

        @Override
        double projection(double norm, boolean ofX) {
            return place == 0 ? norm < epsilon ? 0 : 1 : place == 1 && norm > 0 ? (norm + epsilon) / norm : 1;
        }
    }

    /** Leaves out norms. */
    private static final class Raw extends Textbook {
        private final boolean x;
        private final boolean w;

        private Raw(boolean x, boolean w) {
            this.x = x;
            this.w = w;
        }

        @Override
        double norm(double norm, boolean ofX) {
            return (ofX ? x : w) ? 1 : norm;
        }

        @Override
        double projection(double norm, boolean ofX) {
            return (ofX ? x : w) ? 0 : 1;
        }
    }
}
