package io.github.marginloss.bench;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.Loss;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
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
        losses.put("Center", new Center());
        return Collections.unmodifiableMap(losses);
    }
}
