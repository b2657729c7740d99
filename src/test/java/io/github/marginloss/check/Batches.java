package io.github.marginloss.check;

import io.github.marginloss.Batch;
import io.github.marginloss.Parameters.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Batches on which implementations are judged: as before training, as after it, and with few or many classes. */
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

    /** Targets at angles around one, and as far as 3 deviations. */
    public static Batch trained(int m, int d, int n, double angle, double deviation, long seed) {
        Random random = new Random(seed);
        double[] angles = random.doubles(m)
                .map(u -> Math.max(0.05, angle + deviation * random.nextGaussian()))
                .toArray();
        return Batch.atAngles(Set.of(Kind.WEIGHTS), angles, d, n, seed);
    }
}
