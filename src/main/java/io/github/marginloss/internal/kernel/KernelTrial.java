package io.github.marginloss.internal.kernel;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A trial of new kernels against those in use: loop by loop on small inputs, round after round, until the virtual
 * machine has compiled them. Before that, vectors are objects, and a hundred times as slow as numbers.
 *
 * <p>The new kernels win if, in several successive rounds, each product takes less time and each other loop not much
 * more, and if all results have the same bits. A loop that has passed is not tried again: on a busy machine it would
 * sometimes lose while the trial waits for another loop.
 */
final class KernelTrial {

    private static final int ROWS = 24;
    private static final int DEPTH = 40;
    private static final int COLUMNS = 48;
    /** A row that is long enough for its loop to be compiled, with a remainder. */
    private static final int LENGTH = 250;
    /** The number of successive rounds that must be won. */
    private static final int WINS = 3;
    /** How often a loop runs in a round, so that its time can be measured. */
    private static final int REPEATS = 20;
    /** The factor by which a loop that is not a product may be slower. */
    private static final double SLOWER = 2;

    private static final long PATIENCE = 20_000_000_000L;

    private final Bench first;
    private final Bench second;

    /**
     * Prepares a trial.
     *
     * @param candidate the new kernels
     * @param serving the kernels in use
     */
    KernelTrial(Kernels candidate, Kernels serving) {
        first = new Bench(candidate);
        second = new Bench(serving);
    }

    /** {@return whether the new kernels win; the trial lasts about as long as their compilation} */
    boolean isWon() {
        long since = System.nanoTime();
        int[] wins = new int[Bench.LOOPS];
        int won = 0;
        while (won < Bench.LOOPS && System.nanoTime() - since < PATIENCE) {
            for (int loop = 0; loop < Bench.LOOPS; loop++) {
                if (wins[loop] == WINS) {
                    continue;
                }
                long time = first.time(loop);
                long other = second.time(loop);
                if (!Arrays.equals(first.results(), second.results())) {
                    return false;
                }
                wins[loop] = time < (loop < Bench.PRODUCTS ? other : SLOWER * other) ? wins[loop] + 1 : 0;
                won += wins[loop] / WINS;
            }
        }
        return won == Bench.LOOPS;
    }

    /** The inputs and results of one of the two kernels. */
    private static final class Bench {

        static final int PRODUCTS = 3;
        static final int LOOPS = 12;

        private final Kernels kernels;
        private final Panel left;
        private final Panel right;
        private final Panel scratch;
        private final Panel tall;
        private final Panel wide;
        private final double[][] z;
        private final double[] values;
        private final double[] row = new double[LENGTH];
        private final double[] memory = new double[LENGTH];
        private final double[] scaled = new double[LENGTH];
        private final double[] widened = new double[LENGTH];
        private final float[] floats = new float[LENGTH];
        private final float[] kept = new float[2 * LENGTH + 2];
        private final double[] results = new double[LENGTH];

        Bench(Kernels kernels) {
            this.kernels = kernels;
            left = kernels.leftPanel(ROWS, DEPTH);
            right = kernels.panel(DEPTH, COLUMNS);
            scratch = kernels.leftPanel(ROWS, COLUMNS);
            tall = kernels.panel(COLUMNS, DEPTH);
            wide = kernels.panel(ROWS, DEPTH);
            z = new double[ROWS][COLUMNS];
            Random random = new Random(1);
            for (int k = 0; k < ROWS; k++) {
                left.set(k, random.doubles(DEPTH).toArray());
            }
            for (int k = 0; k < DEPTH; k++) {
                right.set(k, random.doubles(COLUMNS).toArray());
            }
            values = random.doubles(LENGTH, -20, 20).toArray();
        }

        /** Runs a loop and returns how long it takes. */
        long time(int loop) {
            long since = System.nanoTime();
            for (int k = 0; k < REPEATS; k++) {
                run(loop);
            }
            return System.nanoTime() - since;
        }

        private void run(int loop) {
            switch (loop) {
                case 0 -> kernels.multiply(z, ROWS, left, DEPTH, right, COLUMNS, scratch);
                case 1 -> {
                    tall.clear(COLUMNS);
                    kernels.multiplyTransposedAdd(tall, COLUMNS, z, ROWS, left, scratch);
                }
                case 2 -> {
                    wide.clear(ROWS);
                    kernels.multiplyAdd(wide, ROWS, z, COLUMNS, tall, scratch);
                }
                case 3 -> {
                    System.arraycopy(values, 0, row, 0, LENGTH);
                    kernels.exponentials(row, memory, LENGTH, 600);
                }
                case 4 -> results[0] = kernels.dot(values, 0, values, 1, LENGTH - 1);
                case 5 -> results[1] = kernels.largest(values, 1, LENGTH - 1);
                case 6 -> results[2] = kernels.allFinite(values, 1, LENGTH) ? 1 : 0;
                case 7 -> kernels.scale(values, 1, scaled, 0, LENGTH - 1, 1.5);
                case 8 -> kernels.round(values, 1, 0.75, floats, 1, LENGTH - 1);
                case 9 -> kernels.widen(floats, 1, widened, LENGTH - 1);
                case 10 -> kernels.keep(row, kept, 2, LENGTH);
                default -> kernels.recall(kept, 2, row, LENGTH);
            }
        }

        /** The results of the loops, or enough of them to show a difference. */
        double[] results() {
            double[] sums = new double[2 * DEPTH];
            tall.get(COLUMNS - 1, sums);
            double[] others = new double[DEPTH];
            wide.get(ROWS - 1, others);
            System.arraycopy(others, 0, sums, DEPTH, DEPTH);
            double[] pairs = new double[kept.length];
            for (int k = 0; k < kept.length; k++) {
                pairs[k] = kept[k];
            }
            return Stream.of(results, row, scaled, widened, pairs, sums, z[ROWS - 1])
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
        }
    }
}
