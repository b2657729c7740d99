package io.github.marginloss.bits;

import io.github.marginloss.Center;
import io.github.marginloss.CosFace;
import io.github.marginloss.Loss;
import io.github.marginloss.MarginLoss;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Logits without a margin, and the center step. */
final class PlainLines {

    private PlainLines() {}

    static List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        Map<String, MarginLoss> losses = new LinkedHashMap<>();
        losses.put("Softmax", new Softmax());
        losses.put("norm", new NormalizedSoftmax());
        losses.put("CosFace 1000", new CosFace(1000, 0.2));
        losses.forEach((name, loss) -> {
            lines.add(logits("logits " + name, loss, PlainLines::shapes));
            lines.add(logits("huge logits " + name, loss, () -> List.of(huge())));
        });
        lines.add(new Line("logits without bias", hash -> {
            for (Inputs batch : shapes()) {
                hash.add(new Softmax().logits(batch.x(), Parameters.ofWeights(batch.w())));
            }
        }));
        lines.add(delta("delta", PlainLines::shapes));
        lines.add(delta("huge delta", () -> List.of(huge())));
        lines.add(delta("large delta", () -> List.of(Inputs.random(71, 400, 300, 900))));
        lines.add(center());
        return lines;
    }

    /** A few samples, none, enough for several threads, and two blocks. */
    private static List<Inputs> shapes() {
        return List.of(
                Inputs.random(70, 9, 5, 13),
                Inputs.random(70, 0, 5, 13),
                Inputs.random(70, 1, 1, 1),
                Inputs.random(70, 40, 60, 900),
                Inputs.random(70, 530, 7, 50));
    }

    private static Inputs huge() {
        return Inputs.random(72, 9, 5, 13).times(4e307, 1e200, 1e300, 4e307);
    }

    private static Line logits(String name, MarginLoss loss, Supplier<List<Inputs>> batches) {
        return new Line(name, hash -> batches.get().forEach(b -> hash.add(loss.logits(b.x(), b.parameters(loss)))));
    }

    private static Line delta(String name, Supplier<List<Inputs>> batches) {
        return new Line(name, hash -> batches.get().forEach(b -> hash.add(Center.delta(b.x(), b.c(), b.y()))));
    }

    /** A batch of Center that is large enough for several threads, with coefficients of very different sizes. */
    private static Line center() {
        double[] weights = IntStream.range(0, 900)
                .mapToDouble(i -> Math.scalb(i % 3 - 0.7, i * 97 % 1800 - 900))
                .toArray();
        Loss loss = new Center(Reduction.weighted(weights));
        return Line.of("large Center", loss, () -> List.of(Inputs.random(73, 900, 300, 900)));
    }
}
