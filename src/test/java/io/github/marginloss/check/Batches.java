package io.github.marginloss.check;

import io.github.marginloss.Batch;
import io.github.marginloss.Parameters.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Batches on which implementations are judged: untrained and trained ones, with few or many classes. */
public final class Batches {

    private Batches() {}

    /** By name; weights only. */
    public static Map<String, Batch> all() {
        Map<String, Batch> all = new LinkedHashMap<>();
        all.put("ordinary", Batch.random(Set.of(Kind.WEIGHTS), 8, 6, 5, 1));
        all.put("repeated labels", Batch.random(Set.of(Kind.WEIGHTS), 24, 16, 4, 2));
        all.put("many classes", Batch.random(Set.of(Kind.WEIGHTS), 12, 32, 200, 3));
        all.put("trained", trained(32, 64, 20, 0.6, 0.35, 4));
        all.put("half trained", trained(24, 24, 8, 1.1, 0.5, 5));
        return all;
    }

    /** Small batches, each with repeated labels, and with a target angle below 8°. */
    public static Map<String, Batch> small() {
        Map<String, Batch> all = new LinkedHashMap<>();
        double[] wide = {1.2, 0.1, 1.9, 0.9, 1.5, 0.12, 2.2, 1.4};
        all.put("small", Batch.atAngles(Set.of(Kind.WEIGHTS), wide, 6, 4, 1));
        double[] near = {0.4, 0.1, 0.7, 0.5, 0.9, 0.3, 1.4, 0.6, 0.8};
        all.put("small and trained", Batch.atAngles(Set.of(Kind.WEIGHTS), near, 8, 5, 2));
        return all;
    }

    /** A batch whose target angles are scattered around one, up to 3 deviations away. */
    public static Batch trained(int m, int d, int n, double angle, double deviation, long seed) {
        Random random = new Random(seed);
        double[] angles = random.doubles(m)
                .map(u -> Math.max(0.05, angle + deviation * random.nextGaussian()))
                .toArray();
        return Batch.atAngles(Set.of(Kind.WEIGHTS), angles, d, n, seed);
    }
}
