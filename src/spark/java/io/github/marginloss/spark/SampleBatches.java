package io.github.marginloss.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * Batches of the user's samples. In each epoch Spark sorts them by a hash of the seed, the epoch and the sample, which is a
 * new random order whatever the partitions, and the driver fetches them a few batches at a time.
 */
final class SampleBatches implements Batches {

    /** A partition of the sorted samples has about this number of batches; the driver holds one or two of them. */
    private static final int BATCHES = 8;

    private final JavaRDD<Sample> samples;
    private final Inspection inspection;
    private final int size;
    private final long seed;

    private long epoch = -1;
    private JavaRDD<Sample> order;
    /** The place of the first sample of each partition, and their number at the end. */
    private long[] starts;
    /** The partition that has been fetched last. */
    private int fetched;

    private List<Sample> partition;

    SampleBatches(JavaRDD<Sample> samples, Inspection inspection, int size, long seed) {
        this.samples = samples;
        this.inspection = inspection;
        this.size = (int) Math.min(size, inspection.count());
        this.seed = seed;
    }

    @Override
    public Batch batch(long step) {
        // what an epoch has left when no whole batch is left is not used in it
        long whole = inspection.count() / size;
        return part(step / whole, step % whole);
    }

    /** {@return the number of parts of an epoch; the last of them may be smaller than a batch} */
    long parts() {
        return (inspection.count() + size - 1) / size;
    }

    /** {@return a part of an epoch} */
    Batch part(long of, long number) {
        begin(of);
        long from = number * size;
        List<Sample> batch = new ArrayList<>();
        for (int k = 0; k + 1 < starts.length; k++) {
            int begin = inside(from, starts[k], starts[k + 1]);
            int end = inside(from + size, starts[k], starts[k + 1]);
            if (begin < end) {
                batch.addAll(partition(k).subList(begin, end));
            }
        }
        return Sample.batch(batch, inspection.dimension());
    }

    /** {@return the place in a partition that is nearest to a place in the epoch, which may have more than 2^31} */
    static int inside(long place, long start, long end) {
        return (int) (Math.max(start, Math.min(place, end)) - start);
    }

    private void begin(long next) {
        if (next == epoch) {
            return;
        }
        epoch = next;
        fetched = -1;
        long by = seed;
        int partitions = Math.toIntExact(inspection.count() / ((long) size * BATCHES) + 1);
        order = samples.mapToPair(sample -> new Tuple2<>(sample.key(by, next), sample))
                .sortByKey(true, partitions)
                .values();
        List<Integer> counts = order.mapPartitions(rows -> {
                    int count = 0;
                    for (; rows.hasNext(); rows.next()) {
                        count++;
                    }
                    return List.of(count).iterator();
                })
                .collect();
        starts = new long[counts.size() + 1];
        for (int k = 0; k < counts.size(); k++) {
            starts[k + 1] = starts[k] + counts.get(k);
        }
    }

    private List<Sample> partition(int number) {
        if (number != fetched) {
            partition = order.collectPartitions(new int[] {number})[0];
            fetched = number;
        }
        return partition;
    }
}
