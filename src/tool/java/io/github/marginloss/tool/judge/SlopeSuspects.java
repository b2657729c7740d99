package io.github.marginloss.tool.judge;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Evaluation;
import io.github.marginloss.core.Head;
import java.util.List;
import java.util.Optional;

/** Right losses whose gradient has a wrong slope of the margin. */
final class SlopeSuspects {

    private SlopeSuspects() {}

    static List<Suspect> all() {
        return List.of(
                new Suspect(
                        "the slope of the margin is that of cos(θ − m): cos m − sin m cot θ, with the wrong sign of sin m",
                        Pages.CHAIN,
                        SlopeSuspects::opposite),
                slope("the slope of the margin has the wrong sign", (slope, sin) -> -slope),
                slope(
                        "the slope of the margin lacks its 1/sin θ: −dψ/dθ in place of dψ/dcos θ",
                        (slope, sin) -> slope * sin),
                slope(
                        "the slope of the margin lacks its −1/sin θ: dψ/dθ in place of dψ/dcos θ",
                        (slope, sin) -> -slope * sin));
    }

    /** Computes the wrong slope from dψ/d cos θ and sin θ. */
    private interface Change {
        double of(double slope, double sin);
    }

    private static Suspect slope(String name, Change change) {
        Textbook book = new Textbook() {
            @Override
            double slope(Head.Cosine head, double cos) {
                return change.of(super.slope(head, cos), sine(cos));
            }
        };
        return new Suspect(
                name,
                Pages.CHAIN,
                (question, yours, right) -> WeightedLoss.cosine(question.loss())
                        .map(head -> new Suspect.Trial(question, yours, book.evaluate(question))));
    }

    private static Optional<Suspect.Trial> opposite(Question question, Evaluation yours, Evaluation right) {
        return WeightedLoss.of(question.loss()).stream()
                .filter(term -> term.loss() instanceof ArcFace)
                .map(term -> (ArcFace) term.loss())
                .findFirst()
                .map(arc -> new Suspect.Trial(question, yours, new Opposite(arc.m()).evaluate(question)));
    }

    /** Takes the slope of cos(θ − m) for the margin cos(θ + m). */
    private static final class Opposite extends Textbook {
        private final double m;

        private Opposite(double m) {
            this.m = m;
        }

        @Override
        double slope(Head.Cosine head, double cos) {
            double sin = sine(cos);
            double right = super.slope(head, cos);
            double added = Math.cos(m) + Math.sin(m) * cos / sin;
            return Math.abs(right - added) > 1e-9 * Math.abs(added) ? right : Math.cos(m) - Math.sin(m) * cos / sin;
        }
    }
}
