package io.github.marginloss.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Batch;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.SphereFace;
import io.github.marginloss.check.Entry.Verdict;
import io.github.marginloss.core.Scale;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * For losses in double without a description, the check never calls a right gradient near a branch wrong, and finds a
 * wrong one there and elsewhere.
 */
class BesideBranchesTest {

    private record Place(Loss loss, double angle) {}

    /** Angles where the curvature jumps (kπ/t, π − m), the slope (cones at 0 and π), or the loss (π − m, π/2). */
    private static List<Place> places(double s) {
        List<Place> places = new ArrayList<>();
        for (int t = 2; t <= 7; t++) {
            for (int k = 0; k <= t; k++) {
                Loss loss = new SphereFace(t, k % 2 == 0 ? 0 : 5, Scale.fixed(s), Reduction.MEAN);
                places.add(new Place(loss, k * Math.PI / t));
            }
        }
        for (double m : new double[] {0.3, 0.5, 1}) {
            places.add(new Place(new ArcFace(s, m), 0));
            places.add(new Place(new ArcFace(s, m), Math.PI));
            for (ArcFace.Extension extension : ArcFace.Extension.values()) {
                double branch = extension == ArcFace.Extension.EASY ? Math.PI / 2 : Math.PI - m;
                places.add(new Place(new ArcFace(s, m, extension), branch));
            }
        }
        places.add(new Place(new CombinedMargin(s, 1.1, 0.3, 0.2), 0));
        places.add(new Place(new CombinedMargin(s, 0.9, 0.3, 0.2), Math.PI));
        return places;
    }

    private static Report check(Loss loss, double factor, Batch batch) {
        return GradientCheck.of(
                new Spoilt(loss, null, 0, factor), batch.features(), batch.parameters(), batch.labels());
    }

    private static Batch batch(double angle, int d, long seed) {
        return Batch.atAngles(EnumSet.of(Parameters.Kind.WEIGHTS), new double[] {angle}, d, 3, seed);
    }

    @ParameterizedTest
    @ValueSource(doubles = {16, 64})
    void aRightGradientIsNeverWrong(double s) {
        double[] distances = {0, 1e-12, 1e-9, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2};
        int k = 0;
        for (Place place : places(s)) {
            double distance = distances[k++ % distances.length];
            double angle = place.angle > 3 ? place.angle - distance : place.angle + distance;
            Report report = check(place.loss, 1, batch(angle, 2 + k % 3, k));
            assertEquals(0, report.count(Verdict.WRONG), () -> place + " at " + angle + ": " + report);
        }
    }

    /** Where only the curvature jumps there is a derivative, and it is compared to as many digits as elsewhere. */
    @Test
    void acrossAJumpOfTheCurvature() {
        Loss loss = new SphereFace(4, 5, Scale.fixed(16), Reduction.MEAN);
        for (int seed = 0; seed < 5; seed++) {
            for (double angle : new double[] {Math.PI / 4, Math.PI / 2}) {
                Batch batch = batch(angle, 3, seed);
                Report right = check(loss, 1, batch);
                assertTrue(right.passed(), right::toString);
                // the slopes of rows of distant classes are too small to be measured
                assertTrue(right.count(Verdict.RIGHT) >= 6, right::toString);
                assertEquals(0, right.count(Verdict.AT_A_KINK) + right.count(Verdict.WRONG), right::toString);
                Report wrong = check(loss, 1 + 1e-5, batch);
                assertEquals(1, wrong.count(Verdict.WRONG), wrong::toString);
            }
        }
    }

    /** One entry is wrong by a millionth, on ordinary batches. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 4})
    void aFaultOfOneInAMillion(double s) {
        for (Loss loss : List.of(new ArcFace(s, 0.5), new CosFace(s, 0.35), new SphereFace())) {
            for (int seed = 0; seed < 4; seed++) {
                Batch batch = Batch.random(EnumSet.of(Parameters.Kind.WEIGHTS), 2, 3, 4, seed);
                Report right = check(loss, 1, batch);
                assertTrue(right.passed(), right::toString);
                assertEquals(0, right.count(Verdict.AT_A_KINK), right::toString);
                // of the largest in its row, because a millionth of a small entry is within the tolerance of the row
                int largest = 0;
                for (int k = 1; k < 3; k++) {
                    boolean greater = Math.abs(right.entries().get(k).analytic())
                            > Math.abs(right.entries().get(largest).analytic());
                    largest = greater ? k : largest;
                }
                Report wrong = GradientCheck.of(
                        new Spoilt(loss, null, largest, 1 + 1e-6),
                        batch.features(),
                        batch.parameters(),
                        batch.labels());
                assertEquals(1, wrong.count(Verdict.WRONG), wrong::toString);
            }
        }
    }

    /** ½ max(0, v − edge)² has a jump of the curvature, a hinge one of the slope: exactly here, or within any step. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-12, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1})
    void besideAHinge(double distance) {
        DMatrixRMaj point = new DMatrixRMaj(new double[][] {{1, -1.5, 1.25}});
        Parameters none = new Parameters(null, null, null);
        for (double edge : new double[] {1 - distance, 1 + distance}) {
            DoubleUnaryOperator distant = v -> Math.max(0, v - edge);
            Own hinge = new Own(distant, v -> v > edge ? 1 : 0, 1);
            Own square = new Own(v -> distant.applyAsDouble(v) * distant.applyAsDouble(v) / 2, distant, 1);
            for (Own own : List.of(hinge, square)) {
                Report report = GradientCheck.of(own, point, none, new int[] {0});
                assertEquals(0, report.count(Verdict.WRONG), report::toString);
                assertTrue(report.count(Verdict.RIGHT) >= 2, report::toString);
            }
        }
    }
}
