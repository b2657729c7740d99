package io.github.marginloss.bench;

import io.github.marginloss.Loss;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** The contenders: this library, EJML, and those that the profile peers adds. */
public final class Contenders {

    /** The name of the copy. */
    public static final String COPY = "copy";

    private static final int[] THREADS = {1, 2};

    private Contenders() {}

    /** The contenders on doubles, by name. */
    static Map<String, Contender.Factory> doubles() {
        Map<String, Contender.Factory> factories = new LinkedHashMap<>();
        factories.put(Ours.NAME, Ours::new);
        ServiceLoader.load(Contender.Provider.class).forEach(provider -> factories.putAll(provider.doubles()));
        factories.put(Materialised.NAME, Materialised::new);
        return factories;
    }

    /** The contenders on floats. */
    static Map<String, Contender.Factory> floats() {
        Map<String, Contender.Factory> factories = new LinkedHashMap<>();
        factories.put(OursOnFloats.NAME, OursOnFloats::new);
        ServiceLoader.load(Contender.Provider.class).forEach(provider -> factories.putAll(provider.floats()));
        return factories;
    }

    /** A contender on doubles or on floats. Whether it has vectors depends on the process. */
    static Contender of(String name, Problem problem, int threads) {
        Map<String, Contender.Factory> all = doubles();
        all.putAll(floats());
        return all.get(name.replace(Ours.VECTORS, "")).of(problem, threads);
    }

    /**
     * This library and all contenders whose names begin with one of these, on one thread and on two.
     */
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

    /**
     * The contenders on floats, and this library also on doubles. Each contender of this library runs in its own
     * process.
     */
    static List<Contender> floatRace(Problem problem, List<String> names) {
        List<Contender> contenders = new ArrayList<>();
        for (int threads : THREADS) {
            if (wanted(Ours.NAME, names)) {
                contenders.addAll(withAndWithoutVectors(Ours.NAME, 0, problem.shape(), threads));
            }
            floats().forEach((name, factory) -> {
                if (name.equals(OursOnFloats.NAME)) {
                    contenders.addAll(withAndWithoutVectors(name, OursOnFloats.ROUNDING, problem.shape(), threads));
                } else if (wanted(name, names)) {
                    contenders.add(factory.of(problem, threads));
                }
            });
        }
        return contenders;
    }

    /** This library on plain loops and on vectors, on one thread and on two. */
    static List<Contender> kernels(Shape shape) {
        List<Contender> contenders = new ArrayList<>();
        for (int threads : THREADS) {
            contenders.addAll(withAndWithoutVectors(Ours.NAME, 0, shape, threads));
        }
        return contenders;
    }

    private static List<Contender> withAndWithoutVectors(String name, double tolerance, Shape shape, int threads) {
        return List.of(
                new OwnProcess(name, tolerance, shape, threads),
                new OwnProcess(name + Ours.VECTORS, tolerance, shape, threads));
    }

    private static boolean wanted(String name, List<String> names) {
        return names.isEmpty() || names.stream().anyMatch(name::startsWith);
    }

    /** An evaluation, an evaluation that keeps nothing, and the same step over one and over eight shards. */
    static List<Contender> shards(Problem problem) {
        List<Contender> contenders = new ArrayList<>();
        for (int threads : THREADS) {
            contenders.add(new Ours(problem, threads));
            for (int shards : new int[] {0, 1, 8}) {
                contenders.add(new OursOverShards(problem, shards, threads));
            }
        }
        return contenders;
    }

    /** The losses on one thread, and a copy that reads and writes the same memory as the Center loss. */
    static List<Contender> losses(Problem problem) {
        List<Contender> contenders = new ArrayList<>();
        for (Map.Entry<String, Loss> loss : Losses.ALL.entrySet()) {
            contenders.add(new Ours(loss.getKey(), loss.getValue(), problem, 1));
        }
        contenders.add(new Copy(problem));
        return contenders;
    }
}
