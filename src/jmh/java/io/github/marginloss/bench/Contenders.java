package io.github.marginloss.bench;

import io.github.marginloss.Loss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Who takes part: this library, EJML, and what the profile of the peers adds. */
public final class Contenders {

    /** The copy's name. */
    public static final String COPY = "copy";

    private static final int[] THREADS = {1, 2};

    private Contenders() {}

    /** Those of doubles, by name. */
    static Map<String, Contender.Factory> doubles() {
        Map<String, Contender.Factory> factories = new LinkedHashMap<>();
        factories.put(Ours.NAME, Ours::new);
        ServiceLoader.load(Contender.Provider.class).forEach(provider -> factories.putAll(provider.doubles()));
        factories.put(Materialised.NAME, Materialised::new);
        return factories;
    }

    /** One of them. */
    static Contender of(String name, Problem problem, int threads) {
        return doubles().get(name).of(problem, threads);
    }

    /** All whose name begins with one of these, on one thread and on two; this library is always among them. */
    static List<Contender> race(Problem problem, List<String> names) {
        List<Contender> contenders = new ArrayList<>();
        for (int threads : THREADS) {
            doubles().forEach((name, factory) -> {
                if (name.equals(Ours.NAME) || wanted(name, names)) {
                    contenders.add(factory.of(problem, threads));
                }
            });
            if (threads == Runtime.getRuntime().availableProcessors() && wanted(Ours.PLAIN, names)) {
                contenders.add(Ours.plain(problem));
            }
        }
        return contenders;
    }

    private static boolean wanted(String name, List<String> names) {
        return names.isEmpty() || names.stream().anyMatch(name::startsWith);
    }

    /** The losses on one thread, and a copy of what the Center loss has to read to where it has to write. */
    static List<Contender> losses(Problem problem) {
        List<Contender> contenders = new ArrayList<>();
        for (Map.Entry<String, Loss> loss : Losses.ALL.entrySet()) {
            contenders.add(new Ours(loss.getKey(), loss.getValue(), problem, 1));
        }
        contenders.add(new Copy(problem));
        return contenders;
    }
}
