package io.github.marginloss.tool.judge;

import static io.github.marginloss.tool.judge.Pages.BACKWARD;
import static io.github.marginloss.tool.judge.Pages.CHAIN;
import static io.github.marginloss.tool.judge.Pages.SHAPES;

import io.github.marginloss.Evaluation;
import io.github.marginloss.core.Head;
import io.github.marginloss.tool.judge.Suspect.Trial;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** Right losses with wrong gradients. */
final class GradientSuspects {

    private GradientSuspects() {}

    static List<Suspect> all() {
        return List.of(
                through(
                        "straight-through margin: the slope of cos θ in place of ψ's (InsightFace's gradient"
                                + " since December 2022)",
                        true),
                through(
                        "straight-through margin, and ∂W not projected: ‖w‖ in ŵ = w/‖w‖ is taken as a constant (OpenSphere)",
                        false),
                Suspect.formula("the scale is detached: no gradient flows through r = ‖x‖", CHAIN, new Textbook() {
                    @Override
                    boolean throughScale() {
                        return false;
                    }
                }),
                last(
                        "dW[y] is assigned, not added to: only the last sample of each class counts as its target"
                                + " (numpy's dW[y] += … does that)",
                        true),
                last("dW[y] is assigned, not added to: only the last sample of each class adds its −1 of p − 1", false),
                Suspect.formula(
                        "dW[y] is assigned: the last sample of a class replaces the row", CHAIN, new Textbook() {
                            @Override
                            void addTarget(double[] row, double[] term, double[] product, boolean last) {
                                if (last) {
                                    System.arraycopy(term, 0, row, 0, row.length);
                                }
                            }
                        }),
                new Suspect("dW is transposed: its numbers are in the order d×n", SHAPES, GradientSuspects::transposed),
                new Suspect(
                        "Caffe's SphereFace gradient: divided by the norm of its coefficients, ∂W of a plain"
                                + " product",
                        Pages.CAFFE,
                        (question, yours, right) -> CaffeSphereFace.answer(question)
                                .map(answer -> Unprojected.trial(question, yours, answer))));
    }

    /** A suspect for margins whose slope differs from the cosine's. */
    private static Suspect through(String name, boolean projected) {
        return new Suspect(
                name,
                BACKWARD,
                (question, yours, right) -> WeightedLoss.cosine(question.loss())
                        .filter(Textbook::isAngular)
                        .map(head -> Unprojected.trial(question, yours, new Through(projected).evaluate(question))));
    }

    /** Takes the slope of the cosine in place of the margin's, with ∂W projected or not. */
    private static final class Through extends Textbook {
        private final boolean projected;

        private Through(boolean projected) {
            this.projected = projected;
        }

        @Override
        double slope(Head.Cosine head, double cos) {
            return 1;
        }

        @Override
        double projection(double norm, boolean ofX) {
            return projected || ofX ? 1 : 0;
        }
    }

    private static Suspect last(String name, boolean whole) {
        return Suspect.formula(name, CHAIN, new Textbook() {
            @Override
            void addTarget(double[] row, double[] term, double[] product, boolean last) {
                for (int k = 0; k < row.length; k++) {
                    row[k] += last ? term[k] : whole ? 0 : product[k];
                }
            }
        });
    }

    private static Optional<Trial> transposed(Question question, Evaluation yours, Evaluation right) {
        Evaluation turned = NamedOutputs.with(yours, "dW", matrix -> {
            DMatrixRMaj result = matrix.copy();
            for (int k = 0; k < result.getNumElements(); k++) {
                int row = k / matrix.numCols;
                result.data[k] = matrix.data[k % matrix.numCols * matrix.numRows + row];
            }
            return result;
        });
        return Optional.of(new Trial(question, turned, right));
    }
}
