package io.github.marginloss.bench;

import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.Kernels;
import io.github.marginloss.internal.softmax.KernelStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.ejml.data.DMatrixRMaj;

/** What vectors are worth: the same step with both kernels in turn, and the time of each call from the first on. */
public final class Vectors {

    /** The module that has them. */
    private static final String MODULE = "jdk.incubator.vector";

    /** The kernels' names in the tables. */
    public static final String VECTORS = "vectors";

    public static final String PLAIN = "plain loops";

    /** The calls that are reported, counted from 1; their median with those around it. */
    private static final int[] CALLS = {1, 2, 5, 10, 20, 50, 100, 200, 400};

    /** A step with kernels of our choice, in a pool of so many threads. */
    private static final class Step implements Contender {
        private final String name;
        private final Kernels kernels;
        private final Problem problem;
        private final ForkJoinPool pool;
        private final DMatrixRMaj dx;
        private final DMatrixRMaj dw;

        Step(String name, Kernels kernels, Problem problem, int threads) {
            this.name = name;
            this.kernels = kernels;
            this.problem = problem;
            pool = new ForkJoinPool(threads);
            dx = problem.features().createLike();
            dw = problem.weights().createLike();
        }

        @Override
        public double step() {
            return pool.submit(() -> KernelStep.step(
                            kernels,
                            Problem.LOSS.head(),
                            problem.features(),
                            problem.weights(),
                            problem.labels(),
                            dx,
                            dw))
                    .join();
        }

        @Override
        public void copyGradients(DMatrixRMaj features, DMatrixRMaj weights) {
            features.setTo(dx);
            weights.setTo(dw);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int threads() {
            return pool.getParallelism();
        }

        @Override
        public void close() {
            pool.shutdown();
        }
    }

    private Vectors() {}

    /** Both kernels in turn, at every shape, on one thread and on two. */
    static List<Timing> race(double warmUp, double seconds) throws InterruptedException {
        if (!KernelChoice.awaitVectors(60)) {
            throw new IllegalStateException(
                    KernelChoice.describe() + "; -Dbench.flags=\"--add-modules " + MODULE + "\"");
        }
        List<Timing> timings = new ArrayList<>();
        for (Shape shape : Shape.ALL) {
            Problem problem = new Problem(shape);
            List<Contender> contenders = new ArrayList<>();
            for (int threads = 1; threads <= 2; threads++) {
                contenders.add(new Step(PLAIN, KernelChoice.plain(), problem, threads));
                contenders.add(new Step(VECTORS, KernelChoice.serving(), problem, threads));
            }
            Agreement.check(problem, contenders);
            timings.addAll(Race.run(shape, contenders, warmUp, seconds, System.out::println));
            contenders.forEach(Contender::close);
        }
        return timings;
    }

    /** Plain calls from the first on, with the module and without it, each in a process of its own. */
    static List<Timing> calls() throws IOException, InterruptedException {
        List<Timing> timings = new ArrayList<>();
        for (Shape shape : List.of(Shape.ALL.get(0), Shape.ALL.get(2))) {
            for (String name : List.of(PLAIN, VECTORS)) {
                timings.addAll(child(shape, name));
            }
        }
        timings.forEach(System.out::println);
        return timings;
    }

    private static List<Timing> child(Shape shape, String name) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        if (name.equals(VECTORS)) {
            command.addAll(List.of("--add-modules", MODULE));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Bench.class.getName(), "calls-of"));
        command.add(shape.key());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(name + " ended with " + process.exitValue());
        }
        String[] words = out.strip().split(" ");
        int threads = Runtime.getRuntime().availableProcessors();
        List<Timing> timings = new ArrayList<>();
        for (int k = 0; k < words.length; k++) {
            double time = Double.parseDouble(words[k]);
            timings.add(new Timing(shape, name, threads, CALLS[k], time, time, 0, 0, 0));
        }
        return timings;
    }

    /** What a child does: calls, and prints times. */
    static void callsOf(Shape shape) {
        int most = shape.n() > 10_000 ? 50 : CALLS[CALLS.length - 1];
        Contender contender = Ours.plain(new Problem(shape));
        double[] times = new double[most + 2];
        for (int k = 0; k < times.length; k++) {
            long start = System.nanoTime();
            contender.step();
            times[k] = (System.nanoTime() - start) / 1e6;
        }
        StringBuilder line = new StringBuilder();
        for (int call : CALLS) {
            if (call <= most) {
                // of three around it, so that one that was disturbed does not count
                double time = call == 1
                        ? times[0]
                        : Race.median(new double[] {times[call - 2], times[call - 1], times[call]});
                line.append(time).append(' ');
            }
        }
        System.out.println(line);
    }
}
