package io.github.marginloss.spark;

import io.github.marginloss.ArcFace;
import io.github.marginloss.CosFace;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Reduction;
import io.github.marginloss.core.Scale;
import io.github.marginloss.demo.CommandLine;
import io.github.marginloss.demo.DemoException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A loss as options name it.
 *
 * @param name that of --loss
 * @param s the scale
 * @param margin m; 0 for a loss without one
 */
record LossOptions(Name name, double s, double margin) {

    static final List<String> NAMES = List.of("--loss", "--s", "--margin");

    /** The losses that have a name. */
    enum Name {
        COSFACE(0.2, 2),
        ARCFACE(0.3, Math.PI),
        NORMALIZEDSOFTMAX(0, 0);

        private final double margin;
        private final double largest;

        Name(double margin, double largest) {
            this.margin = margin;
            this.largest = largest;
        }

        private String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Finds the options of a loss.
     *
     * @throws IllegalArgumentException if there are none
     */
    static LossOptions of(HeadLoss loss) {
        LossOptions options = null;
        if (loss instanceof CosFace cosine) {
            options = new LossOptions(Name.COSFACE, cosine.s(), cosine.m());
        } else if (loss instanceof ArcFace angular) {
            options = new LossOptions(Name.ARCFACE, angular.s(), angular.m());
        } else if (loss instanceof NormalizedSoftmax plain && plain.scale() instanceof Scale.Fixed scale) {
            options = new LossOptions(Name.NORMALIZEDSOFTMAX, scale.s(), 0);
        }
        if (options == null || !options.loss().equals(loss)) {
            throw new IllegalArgumentException("loss is " + loss
                    + ", which a checkpoint cannot name: a loss that --loss, --s and --margin name expected");
        }
        return options;
    }

    /** {@return the loss that is given, and otherwise another; a margin belongs to its loss and is not passed on} */
    static HeadLoss read(CommandLine given, HeadLoss otherwise) {
        LossOptions other = of(otherwise);
        List<String> keys = Stream.of(Name.values()).map(Name::key).toList();
        Name name = Name.valueOf(given.one("--loss", keys, other.name.key()).toUpperCase(Locale.ROOT));
        if (name == Name.NORMALIZEDSOFTMAX && given.has("--margin")) {
            throw new DemoException("--margin has no effect on normalizedsoftmax, which has none: leave it out");
        }
        double margin = given.real("--margin", name == other.name ? other.margin : name.margin, 0, name.largest);
        return new LossOptions(name, given.positive("--s", other.s, 1e6), margin).loss();
    }

    private HeadLoss loss() {
        return switch (name) {
            case COSFACE -> new CosFace(s, margin);
            case ARCFACE -> new ArcFace(s, margin);
            case NORMALIZEDSOFTMAX -> new NormalizedSoftmax(Scale.fixed(s), Reduction.MEAN);
        };
    }

    /** {@return the options, each with its value} */
    Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("--loss", name.key());
        options.put("--s", Double.toString(s));
        if (name != Name.NORMALIZEDSOFTMAX) {
            options.put("--margin", Double.toString(margin));
        }
        return options;
    }
}
