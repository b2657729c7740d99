package io.github.marginloss.tool.message;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Reports every second how long a computation has taken, and how long it was expected to take. It starts after two
 * seconds, and prints nothing unless standard error is a terminal.
 */
public final class Progress {

    private static final long FIRST = 2_000;
    private static final long NEXT = 1_000;

    private final PrintStream err;
    private final long start = System.nanoTime();
    private final Thread thread;
    private final double expected;

    /**
     * Runs a computation, and meanwhile reports how long it has taken.
     *
     * @param err receives the reports
     * @param shown whether to print the reports
     * @param seconds how long it is expected to take; NaN = not known
     * @param computation the long computation
     * @param <T> the type of its result
     * @return its result
     */
    public static <T> T during(PrintStream err, boolean shown, double seconds, Supplier<T> computation) {
        Progress progress = new Progress(err, shown, seconds);
        try {
            return computation.get();
        } finally {
            progress.end();
        }
    }

    private Progress(PrintStream err, boolean shown, double seconds) {
        this.err = err;
        expected = seconds;
        thread = new Thread(this::tell, "progress");
        thread.setDaemon(true);
        if (shown) {
            thread.start();
        }
    }

    /**
     * {@return whether standard error is a terminal} Java tells only about standard input and output; Linux tells about
     * all three.
     */
    @SuppressWarnings("SystemConsoleNull") // JDK 22 and later return a console even without a terminal
    public static boolean isWatched() {
        try {
            Path target = Path.of("/proc/self/fd/2");
            if (Files.exists(target)) {
                String real = target.toRealPath().toString();
                return real.startsWith("/dev/pts/") || real.startsWith("/dev/tty");
            }
        } catch (IOException e) {
            // as on other systems
        }
        return System.console() != null;
    }

    private void tell() {
        try {
            Thread.sleep(FIRST);
            while (true) {
                err.print("\r" + inWords() + " ");
                err.flush();
                Thread.sleep(NEXT);
            }
        } catch (InterruptedException e) {
            if (seconds() * 1000 >= FIRST) {
                err.print("\r" + " ".repeat(40) + "\r");
            }
        }
    }

    private String inWords() {
        if (Double.isNaN(expected)) {
            return time(seconds());
        }
        String about = time((long) expected);
        return time(seconds()) + (seconds() <= expected ? " of about " + about : ", about " + about + " was expected");
    }

    private long seconds() {
        return (System.nanoTime() - start) / 1_000_000_000;
    }

    private static String time(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        return time.toMinutes() + ":" + String.format("%02d", time.toSecondsPart());
    }

    private void end() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
