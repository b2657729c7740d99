package io.github.marginloss.bench;

import io.github.marginloss.internal.kernel.KernelChoice;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * A contender in its own process, which computes on request and waits while others have their turns. So plain loops run
 * in a process without vectors, and floats run in a process where nothing has been compiled for doubles, as in a
 * program that uses the library. The process itself measures the times.
 */
final class OwnProcess implements Contender {

    private static final int READY = 0;
    private static final int STEP = 1;
    private static final int TURN = 2;
    private static final int GRADIENTS = 3;

    private static final int BUFFER = 1 << 16;
    /** The time to wait for vectors. If they win their trial, one or two seconds are enough. */
    private static final int SECONDS = 6;

    private static final int TRIALS = 5;

    private final String name;
    private final int threads;
    private final double tolerance;
    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream answers;

    /** Reads from or writes to a pipe. */
    private interface Exchange<T> {
        T run() throws IOException;
    }

    /**
     * Starts the process, and waits until it is ready.
     *
     * @param name the name of the contender, ending in {@link Ours#VECTORS} if the process should use vectors
     */
    OwnProcess(String name, double tolerance, Shape shape, int threads) {
        this.name = name;
        this.threads = threads;
        this.tolerance = tolerance;
        process = exchange(() -> start(name, shape, threads));
        requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), BUFFER));
        answers = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER));
    }

    /** Starts a process. If vectors lose their trial in it, it ends, and another is started. */
    private static Process start(String name, Shape shape, int threads) throws IOException {
        for (int k = 0; k < TRIALS; k++) {
            Process process =
                    Child.start(name.endsWith(Ours.VECTORS), "serve", shape.key(), Integer.toString(threads), name);
            if (process.getInputStream().read() == READY) {
                return process;
            }
        }
        throw new IOException("vectors did not win their trial");
    }

    /** Runs in the process: answers requests until its input ends. */
    static void serve(Shape shape, int threads, String name) throws IOException, InterruptedException {
        DataInputStream requests = new DataInputStream(System.in);
        DataOutputStream answers = new DataOutputStream(new BufferedOutputStream(System.out, BUFFER));
        try (Contender contender = Contenders.of(name, new Problem(shape), threads)) {
            if (name.endsWith(Ours.VECTORS) && !KernelChoice.awaitVectors(SECONDS)) {
                throw new IllegalStateException(KernelChoice.describe());
            }
            answers.writeByte(READY);
            answers.flush();
            for (int request = requests.read(); request >= 0; request = requests.read()) {
                switch (request) {
                    case STEP -> answers.writeDouble(contender.step());
                    case TURN -> write(contender.turn(requests.readDouble()), answers);
                    case GRADIENTS -> writeGradients(contender, answers);
                    default -> throw new IllegalStateException("unknown request: " + request);
                }
                answers.flush();
            }
        }
    }

    private static void writeGradients(Contender contender, DataOutputStream answers) throws IOException {
        DMatrixRMaj features = new DMatrixRMaj(1, 1);
        DMatrixRMaj weights = new DMatrixRMaj(1, 1);
        contender.copyGradients(features, weights);
        for (DMatrixRMaj matrix : new DMatrixRMaj[] {features, weights}) {
            answers.writeInt(matrix.numRows);
            write(Arrays.copyOf(matrix.data, matrix.getNumElements()), answers);
        }
    }

    private static void write(double[] values, DataOutputStream answers) throws IOException {
        answers.writeInt(values.length);
        for (double value : values) {
            answers.writeDouble(value);
        }
    }

    @Override
    public double step() {
        return exchange(() -> {
            request(STEP);
            return answers.readDouble();
        });
    }

    @Override
    public double[] turn(double milliseconds) {
        return exchange(() -> {
            requests.writeByte(TURN);
            requests.writeDouble(milliseconds);
            requests.flush();
            return read();
        });
    }

    @Override
    public void copyGradients(DMatrixRMaj features, DMatrixRMaj weights) {
        exchange(() -> {
            request(GRADIENTS);
            for (DMatrixRMaj matrix : new DMatrixRMaj[] {features, weights}) {
                int rows = answers.readInt();
                matrix.setData(read());
                matrix.reshape(rows, matrix.data.length / rows);
            }
            return null;
        });
    }

    private void request(int code) throws IOException {
        requests.writeByte(code);
        requests.flush();
    }

    private double[] read() throws IOException {
        double[] values = new double[answers.readInt()];
        for (int k = 0; k < values.length; k++) {
            values[k] = answers.readDouble();
        }
        return values;
    }

    private <T> T exchange(Exchange<T> exchange) {
        try {
            return exchange.run();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    @Override
    public double tolerance() {
        return tolerance;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public long process() {
        return process.pid();
    }

    /** Waits for the end of the process, so that its memory is free again. */
    @Override
    public void close() {
        exchange(() -> {
            requests.close();
            answers.readAllBytes();
            return null;
        });
    }
}
