package io.github.marginloss.study.proof;

import io.github.marginloss.Evaluation;
import io.github.marginloss.Gradients;
import io.github.marginloss.golden.GoldenCase;
import io.github.marginloss.golden.GoldenFile;
import io.github.marginloss.study.cases.Case;
import io.github.marginloss.study.cases.Family;
import io.github.marginloss.study.cases.Group;
import io.github.marginloss.study.exact.SelfCheck;
import io.github.marginloss.study.exact.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/** Checks the truth against the golden cases, another library's functions, and differences of losses. */
public final class TruthReport {

    private static final int ARGUMENTS = 200;
    private static final int CASES = 8;
    /** A difference evaluates the loss twice for every entry. */
    private static final int SMALL = 30;

    private TruthReport() {}

    public static String text() {
        StringBuilder text = new StringBuilder();
        int outputs = 0;
        List<String> wrong = new ArrayList<>();
        for (GoldenCase golden : GoldenFile.cases()) {
            Evaluation answer = Truth.of(golden.loss(), golden.features(), golden.parameters(), golden.labels())
                    .answer();
            Comparison comparison = Comparison.of(expected(golden), answer);
            outputs += comparison.outputs();
            comparison.wrong().forEach(fault -> wrong.add(golden.id() + " " + fault));
        }
        text.append(outputs + " outputs of the golden cases, different bits in " + wrong + "\n");
        text.append(
                5 * ARGUMENTS + " values of exp, log1p, sin, cos and angle, differences from Apfloat beyond the bound: "
                        + SelfCheck.functions(ARGUMENTS) + "\n");
        List<Case> cases = Stream.of(Group.RANDOM, Group.CONFIDENT, Group.ANGLES, Group.CLASSES, Group.SCALES)
                .flatMap(group -> Stream.of(Family.values())
                        .flatMap(family -> LongStream.range(0, 1000)
                                .mapToObj(number -> group.make(family, number))
                                .filter(call -> call.size() <= SMALL)
                                .limit(CASES)))
                .toList();
        List<Case> off = cases.parallelStream()
                .filter(call -> SelfCheck.differences(call) > 0)
                .toList();
        text.append("gradients against differences of losses: " + cases.size() + " cases, different digits in "
                + off.size() + "\n");
        off.forEach(call -> text.append(call).append('\n'));
        return text.toString();
    }

    private static Evaluation expected(GoldenCase golden) {
        DMatrixRMaj bias = golden.has("out.db") ? new DMatrixRMaj(golden.numbers("out.db")) : null;
        Gradients gradients =
                new Gradients(golden.matrix("out.dX"), matrix(golden, "out.dW"), bias, matrix(golden, "out.dC"));
        return new Evaluation(golden.number("out.L"), golden.numbers("out.li"), gradients);
    }

    private static DMatrixRMaj matrix(GoldenCase golden, String key) {
        return golden.has(key) ? golden.matrix(key) : null;
    }
}
