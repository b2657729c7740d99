package io.github.marginloss.bench;

import io.github.marginloss.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Who takes part: this library, EJML, and what the profile of the peers adds. */
public final class Contenders {

    /** The copy's name. */
    public static final String COPY = "copy";

    private static final int[] THREADS = {1, 2};

    private Contenders() {}

    /** All contenders on so many threads. */
    static List<Contender> of(Problem problem, int threads) {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Ours(problem, threads));
        if (threads == Runtime.getRuntime().availableProcessors()) {
            contenders.add(Ours.plain(problem));
        }
        for (Contender.Provider provider : ServiceLoader.load(Contender.Provider.class)) {
            contenders.addAll(provider.contenders(problem, threads));
        }
        contenders.add(new Materialised(problem, threads));
        return contenders;
    }

    /** Their names. */
    static List<String> names() {
        return of(Problem.of(new Shape(2, 2, 2)), 1).stream()
                .map(Contender::name)
                .toList();
    }

    /** All whose name begins with one of these, on one thread and on two; this library is always among them. */
    static List<Contender> of(Problem problem, List<String> names) {
        List<Contender> contenders = new ArrayList<>();
        for (int threads : THREADS) {
            for (Contender contender : of(problem, threads)) {
                if (names.isEmpty()
                        || contender.name().equals(Ours.NAME)
                        || names.stream().anyMatch(contender.name()::startsWith)) {
                    contenders.add(contender);
                } else {
                    contender.close();
                }
            }
        }
        return contenders;
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
