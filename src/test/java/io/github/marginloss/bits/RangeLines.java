package io.github.marginloss.bits;

import io.github.marginloss.Loss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers from both ends of the range of double, and rows of zeros. */
final class RangeLines {

    private static final double HUGE = 1e304;
    private static final double TINY = 1e-300;
    private static final double SUBNORMAL = 1e-318;

    private RangeLines() {}

    static List<Line> lines() {
        Map<String, Loss> few = NamedLosses.few();
        List<Line> lines = new ArrayList<>();
        lines.addAll(Line.each("zero rows", few, () -> List.of(zeroRows())));
        lines.addAll(Line.each("huge", few, () -> List.of(scaled(HUGE, HUGE, HUGE))));
        lines.addAll(Line.each("huge features", few, () -> List.of(scaled(HUGE, 1, 1))));
        lines.addAll(Line.each("huge weights", few, () -> List.of(scaled(1, 1e305, 1))));
        lines.addAll(Line.each("huge bias", linear(), () -> List.of(scaled(1, 1, HUGE))));
        lines.addAll(Line.each("tiny", few, () -> List.of(scaled(TINY, TINY, TINY))));
        lines.addAll(Line.each("subnormal", few, () -> List.of(scaled(SUBNORMAL, SUBNORMAL, SUBNORMAL))));
        lines.addAll(Line.each("mixed", few, () -> List.of(mixed())));
        // large logits, but not beyond exp
        lines.addAll(Line.each("hundreds", few, () -> List.of(scaled(60, 5, 60))));
        // one extreme sample, in the second of two blocks
        lines.addAll(Line.each("one of many", few, RangeLines::oneOfMany));
        return lines;
    }

    private static Map<String, Loss> linear() {
        Map<String, Loss> linear = new LinkedHashMap<>(NamedLosses.few());
        linear.keySet().retainAll(List.of("Softmax", "sum"));
        return linear;
    }

    private static Inputs scaled(double features, double weights, double bias) {
        return Inputs.random(50, 15, 11, 60).times(features, weights, bias, features);
    }

    /** Zeroes one in three features, class weights and centers, so some belong to targets and some do not. */
    private static Inputs zeroRows() {
        Inputs batch = Inputs.random(51, 15, 6, 20);
        for (int i = 0; i < batch.samples(); i += 3) {
            Inputs.row(batch.x(), i, 0, batch.x(), i);
        }
        for (int j = 0; j < batch.classes(); j += 3) {
            Inputs.row(batch.w(), j, 0, batch.w(), j);
            Inputs.row(batch.c(), j, 0, batch.c(), j);
        }
        return batch;
    }

    /** Rows of different sizes, from 1e-300 to 1e300. */
    private static Inputs mixed() {
        Inputs batch = Inputs.random(52, 25, 6, 61);
        for (int i = 0; i < batch.samples(); i++) {
            Inputs.row(batch.x(), i, Double.parseDouble("1e" + (i * 25 - 300)), batch.x(), i);
        }
        for (int j = 0; j < batch.classes(); j++) {
            double factor = Double.parseDouble("1e" + (300 - j * 10));
            Inputs.row(batch.w(), j, factor, batch.w(), j);
            Inputs.row(batch.c(), j, factor, batch.c(), j);
        }
        return batch;
    }

    private static List<Inputs> oneOfMany() {
        Inputs batch = Inputs.random(53, 530, 7, 40);
        Inputs.row(batch.x(), 400, HUGE, batch.x(), 400);
        return List.of(batch);
    }
}
