package io.github.marginloss.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory as Linux counts it, what threads have allocated, and the processor time. */
final class Memory {

    private static final Path PROCESS = Path.of("/proc/self");

    private Memory() {}

    /** From here on the peak is counted. Returns what is resident now. */
    static long mark() {
        try {
            Files.writeString(PROCESS.resolve("clear_refs"), "5");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return status("VmRSS:");
    }

    /** The greatest resident size since the mark. */
    static long peak() {
        return status("VmHWM:");
    }

    private static long status(String key) {
        try {
            for (String line : Files.readAllLines(PROCESS.resolve("status"))) {
                if (line.startsWith(key)) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException(key);
    }

    /** What all threads that are alive have allocated so far. */
    static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    /** The processor time of the whole process: on a busy machine it says more than the clock. */
    static double cpuMilliseconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e6;
    }
}
