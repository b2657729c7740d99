package io.github.marginloss.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The resources that a process has used so far, as counted by Linux and the virtual machine. Methods without an
 * argument report on this process.
 */
final class Usage {

    private static final Path PROCESS = Path.of("/proc/self");
    /**
     * Fields of stat after the name of the command, counted from 0: page faults that need no disk, and ticks outside
     * and in the kernel.
     */
    private static final int FAULTS = 7;

    private static final int USER = 11;
    private static final int KERNEL = 12;
    private static final double TICK = 10;

    private Usage() {}

    /** Starts counting the peak, and returns the bytes that are resident now. */
    static long mark() {
        try {
            Files.writeString(PROCESS.resolve("clear_refs"), "5");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return status("VmRSS:");
    }

    /** The largest resident size since the mark, in bytes. */
    static long peak() {
        return status("VmHWM:");
    }

    private static long status(String key) {
        for (String line : read(PROCESS.resolve("status")).split("\n")) {
            if (line.startsWith(key)) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IllegalStateException(key);
    }

    /** The number of bytes that all live threads have allocated in the heap. */
    static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    /**
     * Processor time, user and system, of a whole process, in steps of 10 ms. On a busy machine it is more reliable
     * than the clock.
     */
    static double cpuMilliseconds(long process) {
        return (stat(process, USER) + stat(process, KERNEL)) * TICK;
    }

    /** The part of the processor time that was spent in the kernel, in steps of 10 ms. */
    static double kernelMilliseconds(long process) {
        return stat(process, KERNEL) * TICK;
    }

    /** The number of page faults. */
    static long pageFaults(long process) {
        return stat(process, FAULTS);
    }

    private static long stat(long process, int field) {
        String stat = read(Path.of("/proc", Long.toString(process), "stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[field]);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
