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
import io.github.marginloss.study.cases.Group;
import io.github.marginloss.study.cases.Trap;
import io.github.marginloss.study.cases.Wild;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * A sample of the proof, small enough for every build: the cases of docs/golden/golden-hard.txt. For every kind that
 * the golden format can express, it contains some cases that took the reference long. For the traps, it also contains
 * some for which double-double gives wrong results.
 */
final class HardCases {

    private static final Map<Trap, long[]> TRAPS = Map.ofEntries(
            Map.entry(Trap.ULP_CLASSES, new long[] {3, 4, 13, 27, 32, 33, 47}),
            Map.entry(Trap.OPPOSITE, new long[] {0, 13, 21, 28, 31, 38, 47, 64}),
            Map.entry(Trap.LARGE_LOGITS, new long[] {0, 2, 16, 124, 175, 227, 853}),
            Map.entry(Trap.BRANCHES, new long[] {0, 3, 7, 9, 19, 40, 51, 63, 70, 92}),
            Map.entry(Trap.CONES, new long[] {1, 3, 5, 6, 35, 61}),
            Map.entry(Trap.WHOLE, new long[] {11, 17, 23, 35, 42, 82}),
            Map.entry(Trap.PARALLEL, new long[] {1, 3, 5, 8, 181, 296}),
            Map.entry(Trap.COMBINED, new long[] {1, 66, 81, 1503, 1504}),
            Map.entry(Trap.MEANS, new long[] {2, 4, 12, 14, 34, 53}),
            Map.entry(Trap.TIES, new long[] {2, 19, 30, 141, 1500, 1511}),
            Map.entry(Trap.LEADS, new long[] {0, 3, 6, 11, 94, 121, 1158}),
            Map.entry(Trap.ENDS, new long[] {7, 13, 21, 23, 37, 52}),
            Map.entry(Trap.TAILS, new long[] {9, 12, 17, 25, 31, 35}));

    private static final Map<Group, long[]> GROUPS = Map.of(
            Group.RANDOM, new long[] {42, 248},
            Group.CONFIDENT, new long[] {6, 15, 48},
            Group.ANGLES, new long[] {6, 38, 60, 136},
            Group.EXACT, new long[] {18, 29, 39, 83},
            Group.CLASSES, new long[] {57, 71, 100},
            Group.NORMS, new long[] {0, 7, 44},
            Group.SCALES, new long[] {2, 56});

    private static final long[] WILD = {5, 22, 55, 93, 107, 138};

    private HardCases() {}

    static List<Case> all() {
        return Stream.of(
                        known(),
                        chosen(Trap.values(), TRAPS, Trap::make),
                        chosen(Group.values(), GROUPS, Kind::make),
                        LongStream.of(WILD).mapToObj(Wild::make))
                .flatMap(cases -> cases)
                .toList();
    }

    private static <K> Stream<Case> chosen(K[] kinds, Map<K, long[]> numbers, BiFunction<K, Long, Case> maker) {
        return Stream.of(kinds)
                .filter(numbers::containsKey)
                .flatMap(kind -> LongStream.of(numbers.get(kind)).mapToObj(number -> maker.apply(kind, number)));
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
