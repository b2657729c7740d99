package io.github.marginloss.spark;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Counts tasks that fail, and the bytes that tasks send to the driver. */
final class TestTasks extends SparkListener {

    private final JavaSparkContext spark;
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    TestTasks(JavaSparkContext spark) {
        this.spark = spark;
        spark.sc().addSparkListener(this);
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
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
        return this;
    }

    long failed() {
        return failed.get();
    }

    long bytes() {
        return bytes.get();
    }
}
