package io.github.marginloss.bits;

import io.github.marginloss.CosFace;
import io.github.marginloss.Loss;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Softmax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Random batches of many shapes, and shapes that are divided in unusual ways. */
final class ShapeLines {

    private static final int[][] SIZES = {
        {1, 1, 1},
        {1, 5, 3},
        {7, 1, 4},
        {5, 3, 7},
        {13, 17, 31},
        {37, 70, 101},
        {64, 128, 257},
        {97, 61, 1009},
        {130, 5, 11},
        {128, 128, 1000},
        {200, 130, 1500},
        {64, 512, 3000},
        {700, 40, 900}
    };

    /** A product with this many multiplications is too slow for a test. */
    private static final int SLOW = 3_000_000;

    private ShapeLines() {}

    /** Every loss in batches of every size. */
    static List<Line> large() {
        List<Line> lines = new ArrayList<>();
        NamedLosses.all().forEach((name, loss) -> lines.add(random(name, loss, Integer.MAX_VALUE)));
        return lines;
    }

    static List<Line> quick() {
        List<Line> lines = new ArrayList<>();
        NamedLosses.all().forEach((name, loss) -> lines.add(random("small " + name, loss, SLOW)));
        Map<String, Loss> few = NamedLosses.few();
        lines.addAll(shape("one sample", few, 1, 6, 9));
        lines.addAll(shape("one class", few, 5, 6, 1));
        lines.addAll(shape("two classes", few, 5, 6, 2));
        lines.addAll(shape("one feature", few, 8, 1, 5));
        lines.addAll(shape("empty batch", few, 0, 4, 5));
        lines.addAll(shape("blocks", few, 1030, 9, 60));
        lines.addAll(shape("segments", few, 20, 1030, 60));
        // several tiles in each range of classes, so that the running maximum rises within one
        lines.addAll(shape("tiles", few, 30, 12, 3100));
        // so large that there are fewer ranges of classes than tiles
        lines.addAll(shape("few ranges", Map.of("norm", new NormalizedSoftmax()), 530, 520, 390));
        lines.addAll(again());
        return lines;
    }

    /** More exponentials than can be kept for the second pass, so some are recomputed. */
    private static List<Line> again() {
        List<Line> lines = new ArrayList<>(shape("again", NamedLosses.heads(), 600, 6, 6800));
        Loss two = new Softmax().plus(0.5, new CosFace());
        lines.add(Line.of("again sum", two, () -> List.of(Inputs.random(21, 600, 6, 3500))));
        lines.add(new Line("again bias", hash -> {
            Inputs batch = Inputs.random(22, 600, 6, 6800);
            OutputLines.add(hash, new Softmax(), batch, OutputLines.Output.BIAS);
        }));
        return lines;
    }

    private static List<Line> shape(String situation, Map<String, Loss> losses, int m, int d, int n) {
        return Line.each(situation, losses, () -> List.of(Inputs.random(20, m, d, n)));
    }

    private static Line random(String name, Loss loss, int most) {
        return Line.of(
                name,
                loss,
                () -> IntStream.range(0, SIZES.length)
                        .filter(k -> SIZES[k][0] * SIZES[k][1] * SIZES[k][2] < most)
                        .mapToObj(ShapeLines::random)
                        .toList());
    }

    /** Some batches are beyond the ordinary range; in the larger ones, some samples lie on their class. */
    private static Inputs random(int k) {
        int m = SIZES[k][0];
        double unit = k % 5 == 4 ? 1e-160 : 1;
        Inputs batch = Inputs.random(1000 + k, m, SIZES[k][1], SIZES[k][2], unit);
        for (int i = 0; k > 3 && i < m; i += 9) {
            Inputs.row(batch.x(), i, unit, batch.w(), batch.y()[i]);
        }
        return batch;
    }
}
