package io.github.marginloss.study.proof;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.CosFace;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.study.cases.Case;
import io.github.marginloss.study.cases.Family;
import io.github.marginloss.study.cases.Trap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/** Small cases that double-double does not get right, or that are singular: those of docs/golden/golden-hard.txt. */
final class HardCases {

    /** Which of the traps; most of them are wrong in double-double. */
    private static final Map<Trap, long[]> CHOSEN = Map.ofEntries(
            Map.entry(Trap.ULP_CLASSES, new long[] {3, 4, 13, 27}),
            Map.entry(Trap.OPPOSITE, new long[] {0, 13, 28, 38, 64}),
            Map.entry(Trap.LARGE_LOGITS, new long[] {0, 2, 16, 124}),
            Map.entry(Trap.BRANCHES, new long[] {3, 19, 51, 63, 70, 92}),
            Map.entry(Trap.CONES, new long[] {1, 3, 5}),
            Map.entry(Trap.WHOLE, new long[] {11, 17, 23, 35}),
            Map.entry(Trap.PARALLEL, new long[] {1, 3, 5, 8}),
            Map.entry(Trap.COMBINED, new long[] {1, 1503, 1504}),
            Map.entry(Trap.MEANS, new long[] {2, 12, 14}),
            Map.entry(Trap.TIES, new long[] {2, 19, 1500, 1511}),
            Map.entry(Trap.LEADS, new long[] {3, 11, 121, 1158}),
            Map.entry(Trap.ENDS, new long[] {7, 23, 37, 52}));

    private HardCases() {}

    static List<Case> all() {
        Stream<Case> chosen = Stream.of(Trap.values())
                .filter(CHOSEN::containsKey)
                .flatMap(trap -> LongStream.of(CHOSEN.get(trap)).mapToObj(trap::make));
        return Stream.concat(known(), chosen).toList();
    }

    /** Inputs that the page on numerics lists. */
    private static Stream<Case> known() {
        double[] one = {1, 0};
        double[] other = {-1, -2};
        Stream<Case> classes = Stream.of(1e-18, 1e-20, 1e-24)
                .map(k -> call(
                        "(1, k) and (1, 3k)",
                        new CosFace(64, 0.35),
                        new double[] {1, 1},
                        new double[] {1, k},
                        new double[] {1, 3 * k}));
        Stream<Case> branches = Stream.of(
                call(
                        "θ + m − π = −8.1e-34",
                        new ArcFace(64, 1, ArcFace.Extension.LINEAR),
                        one,
                        new double[] {-3402827830284945.0, 5299590348556454.0},
                        other),
                call(
                        "θ − π/5 = 3.3e-32",
                        new SphereFace(5, 0),
                        one,
                        new double[] {1393240137008679.0, 1012248211260821.0},
                        other),
                call(
                        "θ − π/7 = 2.5e-33",
                        new SphereFace(7, 0),
                        one,
                        new double[] {4115268757977007.0, 1981808983413309.0},
                        other),
                call(
                        "θ − π/9 = 4.6e-33",
                        new SphereFace(9, 0),
                        one,
                        new double[] {7277913836099875.0, 2648944003894507.0},
                        other));
        double[] third = {1.0 / 3, 1.0 / 7};
        Parameters equal = Parameters.ofWeights(
                new DMatrixRMaj(new double[][] {third, third}), new DMatrixRMaj(new double[][] {{0}, {1}}));
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1e36 / 3, 1e36 / 7}});
        Case logits =
                new Case("logits of 4e35 but for a bias of 1", Family.SOFTMAX, 0, new Softmax(), x, equal, new int[1]);
        DMatrixRMaj same = new DMatrixRMaj(123, 1);
        Arrays.fill(same.data, 1.9199);
        Case mean = new Case(
                "the mean of 123 equal losses",
                Family.CENTER,
                0,
                new Center(Reduction.MEAN),
                same,
                Parameters.ofCenters(new DMatrixRMaj(1, 1)),
                new int[123]);
        return Stream.of(classes, branches, Stream.of(logits, mean)).flatMap(cases -> cases);
    }

    private static Case call(String about, Loss loss, double[] x, double[]... w) {
        return new Case(
                about,
                Family.of(loss),
                0,
                loss,
                new DMatrixRMaj(new double[][] {x}),
                Parameters.ofWeights(new DMatrixRMaj(w)),
                new int[1]);
    }
}
