package io.github.marginloss.spark;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Counts tasks that fail, and the bytes that tasks send to the driver, for jobs of this thread: others run beside it. */
final class TestTasks extends SparkListener {

    private final JavaSparkContext spark;
    private final String group = UUID.randomUUID().toString();
    private final Set<Integer> stages = ConcurrentHashMap.newKeySet();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    TestTasks(JavaSparkContext spark) {
        this.spark = spark;
        spark.setJobGroup(group, "counted");
        spark.sc().addSparkListener(this);
    }

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
        if (group.equals(submitted.properties().getProperty("spark.jobGroup.id"))) {
            stages.add(submitted.stageInfo().stageId());
        }
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (!stages.contains(end.stageId())) {
            return;
        }
        if (end.taskInfo().successful()) {
            bytes.addAndGet(end.taskMetrics().resultSize());
        } else {
            failed.incrementAndGet();
        }
    }

    /** Waits until all tasks have been counted. */
    TestTasks stop() {
        try {
            spark.sc().listenerBus().waitUntilEmpty();
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
        spark.sc().removeSparkListener(this);
        spark.clearJobGroup();
        return this;
    }

    long failed() {
        return failed.get();
    }

    long bytes() {
        return bytes.get();
    }
}
