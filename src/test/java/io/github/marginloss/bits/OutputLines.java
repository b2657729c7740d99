package io.github.marginloss.bits;

import io.github.marginloss.CosFace;
import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.NormalizedSoftmax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** Each output alone: then the library computes or keeps nothing that only other outputs need. */
final class OutputLines {

    /** Fewer samples than features, more, and enough of everything for several threads. */
    private static final int[][] SIZES = {{9, 20, 50}, {20, 9, 50}, {60, 40, 900}};

    /** The output that is wanted beside L. */
    enum Output {
        FORWARD,
        LOSSES,
        FEATURES,
        WEIGHTS,
        BIAS,
        CENTERS
    }

    private OutputLines() {}

    static List<Line> lines() {
        Map<String, Loss> losses = new LinkedHashMap<>();
        losses.put("sum", NamedLosses.few().get("sum"));
        losses.put("norm", new NormalizedSoftmax());
        losses.put("CosFace", new CosFace());
        losses.put("two heads", NamedLosses.all().get("ArcFace + CosFace"));
        List<Line> lines = new ArrayList<>();
        losses.forEach((name, loss) -> {
            for (Output output : Output.values()) {
                if (output.ordinal() <= Output.WEIGHTS.ordinal() || name.equals("sum")) {
                    lines.add(line(name, loss, output));
                }
            }
        });
        return lines;
    }

    private static Line line(String name, Loss loss, Output output) {
        return new Line(output.toString().toLowerCase(Locale.ROOT) + " " + name, hash -> {
            for (int[] size : SIZES) {
                add(hash, loss, Inputs.random(30, size[0], size[1], size[2]), output);
            }
        });
    }

    /** Adds L and one output. */
    static void add(Hash hash, Loss loss, Inputs batch, Output output) {
        double[] losses = output == Output.LOSSES ? new double[batch.samples()] : null;
        Gradients gradients = new Gradients(
                matrix(output == Output.FEATURES),
                matrix(output == Output.WEIGHTS),
                matrix(output == Output.BIAS),
                matrix(output == Output.CENTERS));
        hash.add(loss.evaluate(batch.x(), batch.parameters(loss), batch.y(), losses, gradients));
        if (losses != null) {
            hash.add(losses);
        }
        hash.add(gradients);
    }

    private static DMatrixRMaj matrix(boolean wanted) {
        return wanted ? new DMatrixRMaj(1, 1) : null;
    }
}
