package io.github.marginloss.bits;

import io.github.marginloss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Samples at chosen angles to their class, and classes nearly parallel to a sample that is not theirs. */
final class AngleLines {

    /** The distance of a near class from the direction of the sample. */
    private static final double[] OFF = {0, 1e-12, 1e-7, 1e-4, 3e-3};

    private AngleLines() {}

    static List<Line> lines() {
        List<Line> lines = new ArrayList<>(Line.each("angles", NamedLosses.cosines(), () -> List.of(angles())));
        Map<String, Loss> heads = NamedLosses.heads();
        heads.put("SphereFace 3", NamedLosses.all().get("SphereFace 3"));
        lines.addAll(Line.each("near", heads, () -> List.of(near(13), near(8))));
        lines.addAll(Line.each("all near", heads, () -> List.of(allNear())));
        lines.addAll(Line.each("sure", heads, () -> List.of(onClass(0, 40))));
        lines.addAll(Line.each("wrong", heads, () -> List.of(onClass(1, 40))));
        return lines;
    }

    /** A sample at each branch point of a margin, and at angles near and between them. */
    private static Inputs angles() {
        double[] bends = DoubleStream.concat(
                        IntStream.rangeClosed(0, 28).mapToDouble(k -> k * Math.PI / 28),
                        DoubleStream.of(Math.PI - 0.5, Math.PI / 7, Math.PI / 3))
                .toArray();
        double[] angles = DoubleStream.of(bends)
                .flatMap(a -> DoubleStream.of(a, a - 1e-9, a + 1e-9, a + 0.05))
                .filter(a -> a >= 0 && a <= Math.PI)
                .toArray();
        Inputs batch = Inputs.random(60, angles.length, 2, angles.length);
        for (int i = 0; i < angles.length; i++) {
            batch.y()[i] = i;
            double w0 = batch.w().get(i, 0);
            double w1 = batch.w().get(i, 1);
            double cos = angles[i] == Math.PI / 2 ? 0 : StrictMath.cos(angles[i]);
            double sin = angles[i] == Math.PI ? 0 : StrictMath.sin(angles[i]);
            batch.x().set(i, 0, 1.5 * (cos * w0 - sin * w1));
            batch.x().set(i, 1, 1.5 * (cos * w1 + sin * w0));
        }
        return batch;
    }

    /** Two other classes of each sample are nearly parallel to it, one of them in the opposite direction. */
    static Inputs near(int m) {
        Inputs batch = Inputs.random(61, m, 10, 3 * m);
        for (int i = 0; i < m; i++) {
            batch.y()[i] = 3 * i;
            turn(batch, 3 * i + 1, i, 2);
            turn(batch, 3 * i + 2, i, -0.5);
        }
        return batch;
    }

    /** Every class, the target too, is nearly parallel to every sample. */
    private static Inputs allNear() {
        Inputs batch = Inputs.random(62, 6, 10, 17);
        for (int i = 1; i < batch.samples(); i++) {
            Inputs.row(batch.x(), i, i, batch.x(), 0);
        }
        for (int j = 0; j < batch.classes(); j++) {
            turn(batch, j, j % 6, 1 + j);
        }
        return batch;
    }

    /** Moves a class to a multiple of a sample, plus a fraction of the former class. */
    private static void turn(Inputs batch, int j, int i, double factor) {
        for (int k = 0; k < batch.dimension(); k++) {
            double off = OFF[i % OFF.length] * batch.w().get(j, k);
            batch.w().set(j, k, factor * batch.x().get(i, k) + off);
        }
    }

    /** Samples on their class, or on a neighbouring one: losses near 0, and large ones. */
    private static Inputs onClass(int step, double length) {
        Inputs batch = Inputs.random(63, 15, 12, 30);
        for (int i = 0; i < batch.samples(); i++) {
            int j = (batch.y()[i] + step) % batch.classes();
            Inputs.row(batch.x(), i, length * (1 + i), batch.w(), j);
        }
        return batch;
    }
}
