package io.github.marginloss.study;

import io.github.marginloss.study.cases.Case;
import io.github.marginloss.study.cases.Family;
import io.github.marginloss.study.cases.Group;
import io.github.marginloss.study.measure.Judge;
import io.github.marginloss.study.measure.Output;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Compares the losses with the reference on random cases that are constructed to be hard. */
final class Sweep {

    /** The reference takes a second for a large case, so there are fewer large cases, by this factor. */
    private static final int RARER = 45;

    private Sweep() {}

    /** A case and its judged outputs. */
    private record Judged(Case call, List<Output> outputs) {}

    /** About the requested number of cases, equally many of every group and family. */
    static Stream<Case> cases(int count) {
        int each = Math.max(1, count / (Group.values().length * Family.values().length));
        return IntStream.range(0, each)
                .boxed()
                .flatMap(number -> Stream.of(Group.values())
                        .filter(group -> group != Group.LARGE || number % RARER == 0)
                        .flatMap(group -> Stream.of(Family.values()).map(family -> group.make(family, number))));
    }

    /** Makes and judges a number of cases, and shows the errors by loss and by group. */
    static String report(int count) {
        List<Judged> judged = cases(count).toList().parallelStream()
                .map(call -> new Judged(call, Judge.outputs(call, call.reference(), call.fast())))
                .toList();
        Report byLoss = new Report("fast path, by loss");
        Report byGroup = new Report("fast path, by group");
        for (Judged one : judged) {
            byLoss.add(one.call.family().title(), one.call.toString(), one.outputs);
            byGroup.add(one.call.group(), one.call.toString(), one.outputs);
        }
        return byLoss.table() + "\n" + byGroup.table() + "\n" + byLoss.notes();
    }
}
