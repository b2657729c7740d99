package io.github.marginloss.bench;

import io.github.marginloss.AdaFace;
import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.Loss;
import io.github.marginloss.MagFace;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.NormStatistics;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.AdditiveAngle;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.MarginRule;
import io.github.marginloss.core.Scale;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every loss, by its name. */
final class Losses {

    static final Map<String, Loss> ALL = all();

    private Losses() {}

    private static Map<String, Loss> all() {
        Map<String, Loss> losses = new LinkedHashMap<>();
        losses.put("ArcFace", new ArcFace());
        losses.put("CosFace", new CosFace());
        losses.put("SphereFace", new SphereFace());
        losses.put("CombinedMargin", new CombinedMargin(64, 0.9, 0.4, 0.15));
        losses.put("NormalizedSoftmax", new NormalizedSoftmax());
        losses.put("Softmax", new Softmax());
        losses.put("LabelSmoothing of ArcFace", new LabelSmoothing(new ArcFace(), 0.1));
        losses.put("margins by class", new MarginSoftmax(Scale.fixed(64), byClass(), Reduction.MEAN));
        losses.put("AdaFace", new AdaFace(new NormStatistics(15, 2)));
        losses.put("MagFace", new MagFace());
        losses.put("ArcFace, 1 of m samples", new ArcFace(64, 0.5, ArcFace.Extension.NONE, Losses::first));
        losses.put("Center", new Center());
        return Collections.unmodifiableMap(losses);
    }

    private static MarginRule byClass() {
        Margin[] margins = new Margin[64];
        Arrays.setAll(margins, k -> new AdditiveAngle(0.5 - k / 200.0));
        return (sample, label, norm) -> margins[label % margins.length];
    }

    /** The coefficients of a batch in which only the first sample counts. */
    private static double[] first(int... labels) {
        double[] coefficients = new double[labels.length];
        coefficients[0] = 1;
        return coefficients;
    }
}
