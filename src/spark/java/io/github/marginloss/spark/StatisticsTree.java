package io.github.marginloss.spark;

import io.github.marginloss.shard.ShardStatistics;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import scala.Tuple2;

/**
 * Merges the statistics of shards along a tree that is fixed by their numbers: shards 0 to 7 make node 0, 8 to 15 node 1,
 * nodes 0 to 7 node 0 above them, and so on. Spark's own reduce and treeReduce merge what arrives first, which changes the
 * last bits from run to run. The executors merge all but the last eight nodes, so the driver sees at most 8 m·d numbers.
 */
final class StatisticsTree {

    static final int FAN_IN = 8;

    private StatisticsTree() {}

    /**
     * Merges.
     *
     * @param statistics those of each shard, by its number
     * @param shards the number of shards
     * @return those of all
     */
    static ShardStatistics merge(JavaPairRDD<Integer, ShardStatistics> statistics, int shards) {
        JavaPairRDD<Integer, ShardStatistics> nodes = statistics;
        int count = shards;
        while (count > FAN_IN) {
            count = (count + FAN_IN - 1) / FAN_IN;
            nodes = nodes.mapToPair(node -> new Tuple2<>(node._1() / FAN_IN, node._2()))
                    .groupByKey(count)
                    .mapValues(StatisticsTree::merge);
        }
        return ShardStatistics.merge(nodes.values().collect());
    }

    /** In the order of their classes, whatever the order in which they have come. */
    private static ShardStatistics merge(Iterable<ShardStatistics> children) {
        List<ShardStatistics> list = new ArrayList<>();
        children.forEach(list::add);
        return ShardStatistics.merge(list);
    }
}
