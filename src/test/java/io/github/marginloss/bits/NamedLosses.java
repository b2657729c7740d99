package io.github.marginloss.bits;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.Loss;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.Scale;
import java.util.LinkedHashMap;
import java.util.Map;

/** The losses, by their names in lines. */
final class NamedLosses {

    private NamedLosses() {}

    /** Every loss and every branch of a margin. */
    static Map<String, Loss> all() {
        Map<String, Loss> losses = new LinkedHashMap<>();
        losses.put("Softmax", new Softmax());
        losses.putAll(cosines());
        losses.put("Center", new Center());
        losses.put("Softmax + Center", new Softmax(Reduction.SUM).plus(0.003, new Center()));
        losses.put("ArcFace + CosFace", new ArcFace(30, 0.4).plus(-0.5, new CosFace(20, 0.1)));
        return losses;
    }

    /** The losses that have a target angle. */
    static Map<String, Loss> cosines() {
        Map<String, Loss> losses = new LinkedHashMap<>();
        losses.put("NormalizedSoftmax norm", new NormalizedSoftmax());
        losses.put("NormalizedSoftmax 41.7", new NormalizedSoftmax(Scale.fixed(41.7), Reduction.SUM));
        for (int t : new int[] {1, 2, 3, 4, 7}) {
            losses.put("SphereFace " + t, new SphereFace(t, t % 2 == 0 ? 5 : 0));
        }
        losses.put("SphereFace 4 fixed", new SphereFace(4, 5, Scale.fixed(30), Reduction.MEAN));
        losses.put("CosFace", new CosFace());
        losses.put("CosFace 1000", new CosFace(1000, 0.2));
        for (ArcFace.Extension extension : ArcFace.Extension.values()) {
            losses.put("ArcFace " + extension, new ArcFace(64, 0.5, extension));
        }
        losses.put("CombinedMargin", new CombinedMargin(55.5, 0.9, 0.4, 0.15));
        return losses;
    }

    /**
     * One loss for each way in which logits are computed and kept: linear, by the norm, by a small scale and by a large
     * one.
     */
    static Map<String, Loss> heads() {
        Map<String, Loss> losses = new LinkedHashMap<>();
        losses.put("Softmax", new Softmax(Reduction.SUM));
        losses.put("norm", new NormalizedSoftmax(Scale.norm(), Reduction.SUM));
        losses.put("CosFace", new CosFace(64, 0.35, Reduction.SUM));
        losses.put("CosFace 1000", new CosFace(1000, 0.2, Reduction.SUM));
        return losses;
    }

    /** The same losses, Center and a sum. */
    static Map<String, Loss> few() {
        Map<String, Loss> losses = heads();
        losses.put("Center", new Center());
        losses.put("sum", new Softmax(Reduction.SUM).plus(0.003, new Center()));
        return losses;
    }

    /** Some losses with another reduction. */
    static Map<String, Loss> with(Reduction reduction, Map<String, Loss> losses) {
        losses.replaceAll((name, loss) -> loss.withReduction(reduction));
        return losses;
    }
}
