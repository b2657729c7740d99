package io.github.marginloss.shard;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Batch;
import io.github.marginloss.Gradients;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.Parameters;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A value that was damaged in transit is refused, or read as other numbers. It never causes an error of the process.
 */
class DamagedValuesTest {

    /** A null in place of an object, the beginning of a NaN, and other numbers. */
    private static final byte[][] DAMAGES = {{0x70}, {0x7f, (byte) 0xf8}, {(byte) 0xff}, {1}};

    private int refusals;

    static Stream<HeadLoss> losses() {
        return Stream.of(
                new LabelSmoothing(new Softmax(), 0.1), new LabelSmoothing(new ArcFace(8, 0.3), 0.1), new SphereFace());
    }

    @ParameterizedTest
    @MethodSource("losses")
    void damageIsRefused(HeadLoss loss) throws IOException {
        Batch batch = Batch.random(loss.uses(), 2, 2, 3, 1);
        Parameters rows = batch.parameters();
        ShardedStep step = ShardedStep.of(loss, batch.features(), batch.labels(), 3);
        ShardTargets all = step.targets(0, rows);
        ShardStatistics whole = step.scan(all, 0, rows);
        ShardFactors factors = step.finish(whole).factors();
        each(step, sent -> sent.targets(0, rows));
        each(all, sent -> step.finish(step.scan(sent, 0, rows)));
        each(whole, step::finish);
        each(factors, sent -> {
            Gradients out = Gradients.ofWeights(new DMatrixRMaj(), rows.bias() == null ? null : new DMatrixRMaj());
            step.gradients(sent, 0, rows, out);
        });
        assertTrue(refusals > 0);
        each(ClassSample.draw(new int[] {3, 7}, 2, 8, 0.5, new Random(1)), sent -> {
            assertTrue(sent.multiplicity() >= 1);
            // as large a shard as a damaged count claims need not exist
            sent.gather(new DMatrixRMaj(Math.min(sent.count(), 1000), 1));
        });
    }

    @SuppressWarnings("unchecked")
    private <T> void each(T value, Consumer<T> use) throws IOException {
        byte[] bytes = Sharded.bytes(value);
        for (int k = 0; k + 1 < bytes.length; k += 3) {
            for (byte[] damage : DAMAGES) {
                byte[] damaged = bytes.clone();
                System.arraycopy(damage, 0, damaged, k, damage.length);
                try {
                    ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(damaged));
                    in.setObjectInputFilter(ObjectInputFilter.Config.createFilter("maxarray=1000"));
                    use.accept((T) in.readObject());
                } catch (IOException | ClassNotFoundException | RuntimeException refused) {
                    // whichever check detects it, nothing was computed from it
                    refusals++;
                }
            }
        }
    }
}
