package io.github.marginloss.docs;

import static io.github.marginloss.docs.PagesNumbers.assertDigits;
import static io.github.marginloss.docs.PagesNumbers.assertFound;
import static io.github.marginloss.docs.PagesNumbers.number;
import static io.github.marginloss.docs.PagesNumbers.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Batch;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Parameters;
import io.github.marginloss.shard.ShardFactors;
import io.github.marginloss.shard.ShardStatistics;
import io.github.marginloss.shard.ShardTargets;
import io.github.marginloss.shard.ShardedStep;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.ops.ConvertMatrixData;
import org.junit.jupiter.api.Test;

/** The numbers on the page of shards, except those about samples of classes. */
class ShardsPageTest {

    private static final String PAGE = "shards.md";

    @Test
    void memory() {
        for (List<String> row : rows(PAGE, "$n$ | $W$")) {
            double gigabytes = number(row.get(0)) * 512 * Float.BYTES / 1e9;
            for (int k = 1; k <= 3; k++) {
                assertDigits(row.get(k), k * gigabytes);
            }
        }
        assertFound(PAGE, "(4194303)", Math.floor(Integer.MAX_VALUE / 512.0));
        double operations = 8.0 * 1024 * 1e7 * 512;
        assertFound(PAGE, "\\$(4\\.2) .cdot 10\\^\\{13}", operations / 1e13);
        assertFound(PAGE, "\\$(6\\.6) .cdot 10\\^\\{11}", operations / 64 / 1e11);
    }

    /** The bytes that a step sends over a network with 64 shards, each with a 64th of the targets. */
    @Test
    void sizes() throws IOException {
        HeadLoss loss = new ArcFace();
        Batch batch = Batch.random(loss.uses(), 1024, 512, 64, 1);
        int[] labels = IntStream.range(0, 1024).map(i -> i % 64).toArray();
        ShardedStep step = ShardedStep.of(loss, batch.features(), labels, 64);
        FMatrixRMaj floats = new FMatrixRMaj(1024, 512);
        ConvertMatrixData.convert(batch.features(), floats);
        Rounds rounds = Rounds.of(step, batch.parameters().weights());
        Rounds fixed =
                Rounds.of(step.withoutFeatureGradient(), batch.parameters().weights());
        double[] bytes = {
            bytes(step),
            bytes(ShardedStep.of(loss, floats, labels, 64)),
            bytes(rounds.targets),
            bytes(rounds.all),
            bytes(rounds.statistics),
            bytes(fixed.statistics),
            bytes(rounds.factors)
        };
        List<List<String>> rows = rows(PAGE, "$m = 1024$");
        assertEquals(bytes.length, rows.size());
        for (int k = 0; k < bytes.length; k++) {
            String size = rows.get(k).get(2);
            assertDigits(size, bytes[k] / (size.endsWith("MB") ? 1e6 : 1e3));
        }
        assertFound(PAGE, "(0\\.28) GB", 64 * bytes[4] / 1e9);
    }

    /**
     * The bytes that a shard of one class, and the shards of the other classes, send and receive. The latter are merged
     * to save time.
     */
    private record Rounds(ShardTargets targets, ShardTargets all, ShardStatistics statistics, ShardFactors factors) {

        static Rounds of(ShardedStep step, DMatrixRMaj weights) {
            Parameters own = Parameters.ofWeights(CommonOps_DDRM.extract(weights, 0, 1, 0, 512));
            Parameters others = Parameters.ofWeights(CommonOps_DDRM.extract(weights, 1, 64, 0, 512));
            ShardTargets targets = step.targets(0, own);
            ShardTargets all = targets.merge(step.targets(1, others));
            ShardStatistics statistics = step.scan(all, 0, own);
            ShardStatistics whole = statistics.merge(step.scan(all, 1, others));
            return new Rounds(targets, all, statistics, step.finish(whole).factors());
        }
    }

    private static int bytes(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.size();
    }

    @Test
    void rangesAreAtMostEight() {
        for (int m : new int[] {1, 64, 512, 513, 4096}) {
            for (int d : new int[] {1, 64, 512}) {
                assertTrue(ShardedStep.ranges(m, d, 1_000_000).length <= 8 + 1);
            }
        }
        assertEquals(8 + 1, ShardedStep.ranges(64, 64, 1_000_000).length);
    }
}
