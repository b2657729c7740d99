package io.github.marginloss.spark;

import io.github.marginloss.CosFace;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.demo.CommandLine;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a head is trained. A checkpoint remembers this, so that a training which is resumed goes on as it began.
 *
 * @param loss the loss
 * @param batch the number of samples of a step
 * @param rate the share of the classes of a shard that take part in a step
 * @param sgd how class weights move
 * @param synthetic whether the identities are synthetic; otherwise the user's own
 * @param noise of synthetic features
 */
record Settings(HeadLoss loss, int batch, double rate, Sgd sgd, boolean synthetic, double noise)
        implements Serializable {

    static final Settings DEFAULT = new Settings(new CosFace(16, 0.2), 256, 1, new Sgd(40, 0.9, 0), true, 1);

    /** The options that they come from. */
    static final List<String> OPTIONS = Stream.concat(
                    LossOptions.NAMES.stream(),
                    Stream.of("--batch", "--rate", "--learning-rate", "--momentum", "--decay", "--noise"))
            .toList();

    /** {@return what is given, and otherwise what other settings have} */
    static Settings of(CommandLine given, Settings otherwise) {
        return new Settings(
                LossOptions.read(given, otherwise.loss),
                (int) given.number("--batch", otherwise.batch, 1, Integer.MAX_VALUE),
                given.positive("--rate", otherwise.rate, 1),
                new Sgd(
                        given.real("--learning-rate", otherwise.sgd.rate(), 0, 1e6),
                        given.real("--momentum", otherwise.sgd.momentum(), 0, 1),
                        given.real("--decay", otherwise.sgd.decay(), 0, 1)),
                otherwise.synthetic,
                given.real("--noise", otherwise.noise, 0, 1e6));
    }

    /** {@return the options that give these settings, each with its value} */
    Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>(LossOptions.of(loss).options());
        options.put("--batch", Integer.toString(batch));
        options.put("--rate", Double.toString(rate));
        options.put("--learning-rate", Double.toString(sgd.rate()));
        options.put("--momentum", Double.toString(sgd.momentum()));
        options.put("--decay", Double.toString(sgd.decay()));
        if (synthetic) {
            options.put("--noise", Double.toString(noise));
        }
        return options;
    }

    /** {@return the options whose values other settings do not have} */
    Map<String, String> changed(Settings before) {
        Map<String, String> changed = options();
        changed.entrySet().removeAll(before.options().entrySet());
        return changed;
    }

    Settings withSynthetic(boolean other) {
        return new Settings(loss, batch, rate, sgd, other, noise);
    }

    /** {@return the same with all classes of a shard taking part} */
    Settings withAllClasses() {
        return new Settings(loss, batch, 1, sgd, synthetic, noise);
    }
}
