package io.github.marginloss.demo.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BranchesTest {

    private static List<List<double[]>> branches(Curve curve) {
        return Branches.of(curve.margin(), 0, Math.PI);
    }

    private static Curve extension(String label) {
        return Curve.extensions().stream()
                .filter(curve -> curve.label().startsWith(label))
                .findFirst()
                .orElseThrow();
    }

    /** The curve has two pieces, with the given end of the first and start of the second. */
    private static void assertJump(Curve curve, double angle, double before, double after) {
        List<List<double[]>> branches = branches(curve);
        assertEquals(2, branches.size());
        double[] end = branches.get(0).get(branches.get(0).size() - 1);
        assertArrayEquals(new double[] {angle, before}, end, 1e-8);
        assertArrayEquals(new double[] {angle, after}, branches.get(1).get(0), 1e-8);
    }

    @Test
    void linesAreCutWhereTheMarginJumps() {
        double turn = Math.PI - 0.5;
        assertJump(extension("LINEAR"), turn, -1, Math.cos(turn) - 0.5 * Math.sin(0.5));
        assertJump(extension("EASY"), Math.PI / 2, Math.cos(Math.PI / 2 + 0.5), 0);
    }

    @Test
    void kinksAndSteepSlopesAreNoJumps() {
        for (Curve curve : List.of(
                Curve.normalizedSoftmax(),
                Curve.cosFace(),
                Curve.arcFace(),
                Curve.combined(),
                Curve.sphereFace(4, 0, null),
                Curve.sphereFace(4, 5, null),
                extension("NONE"),
                extension("CLAMP"),
                extension("CONTINUOUS"))) {
            assertEquals(1, branches(curve).size(), curve.label());
        }
    }

    @Test
    void adaptiveMarginsAreThoseOfTheirNames() {
        assertCurves(AdaptiveCurves.adaFace(), Math.cos(1.4), Math.cos(1) - 0.4, Math.cos(0.6) - 0.8);
        assertCurves(AdaptiveCurves.magFace(), Math.cos(1.45), Math.cos(1.625), Math.cos(1.8));
        List<Curve> classes = AdaptiveCurves.classMargins();
        assertCurves(List.of(classes.get(0), classes.get(3)), Math.cos(1.05), Math.cos(1.5));
        assertEquals("10 samples: m = 0.5", classes.get(3).label());
        assertEquals(2 * AdaptiveCurves.DRAWN, AdaptiveCurves.elasticFace().size());
        assertEquals(
                2,
                AdaptiveCurves.elasticKinds().stream()
                        .map(Curve::label)
                        .distinct()
                        .count());
    }

    /** ψ(1) of each curve; none of them jumps. */
    private static void assertCurves(List<Curve> curves, double... values) {
        assertEquals(values.length, curves.size());
        for (int k = 0; k < values.length; k++) {
            Curve curve = curves.get(k);
            assertEquals(values[k], curve.margin().value(Math.cos(1), Math.sin(1)), 1e-12, curve.label());
            assertEquals(1, branches(curve).size(), curve.label());
        }
    }

    @Test
    void sphereFaceFallsToOneMinusTwiceT() {
        List<double[]> graph = branches(Curve.sphereFace(4, 0, null)).get(0);
        assertEquals(1, graph.get(0)[1], 1e-12);
        assertEquals(-7, graph.get(graph.size() - 1)[1], 1e-12);
        for (int k = 1; k < graph.size(); k++) {
            assertTrue(graph.get(k)[1] <= graph.get(k - 1)[1]);
        }
    }

    @Test
    void boundariesAreThoseOfThePapers() {
        assertEquals(0.3, DecisionPicture.boundary(Curve.normalizedSoftmax().margin(), 0.3), 1e-9);
        assertEquals(0.8, DecisionPicture.boundary(Curve.arcFace().margin(), 0.3), 1e-9);
        assertEquals(1.2, DecisionPicture.boundary(Curve.sphereFace(4, 0, null).margin(), 0.3), 1e-9);
        assertEquals(
                Math.acos(Math.cos(0.3) - 0.35),
                DecisionPicture.boundary(Curve.cosFace().margin(), 0.3),
                1e-9);
        // nowhere
        assertEquals(
                Math.PI, DecisionPicture.boundary(Curve.sphereFace(4, 0, null).margin(), 2), 1e-9);
    }
}
