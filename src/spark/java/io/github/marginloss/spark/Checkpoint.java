package io.github.marginloss.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a checkpoint is of. It stands, as text, in the file {@code head} of the checkpoint's folder, which is written last:
 * a folder without it is not complete.
 *
 * @param step the number of steps that had been made
 * @param shape of the head
 */
record Checkpoint(long step, Shape shape) implements Serializable {

    private static final String FORMAT = "marginloss-head-1";

    /** {@return the name of its folder; names sort as steps do} */
    String folder() {
        return String.format("step-%012d", step);
    }

    /** {@return the name of the file of a shard} */
    String file(int shard) {
        return folder() + "/" + String.format("shard-%06d", shard);
    }

    String text() {
        String cuts = Arrays.stream(shape.cuts()).mapToObj(Integer::toString).collect(Collectors.joining(","));
        return "format=" + FORMAT + "\nstep=" + step + "\nstorage=" + shape.storage() + "\ndimension="
                + shape.dimension() + "\nseed=" + shape.seed() + "\ncuts=" + cuts + "\n";
    }

    /**
     * Reads a head.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Checkpoint parse(String text) {
        Map<String, String> values = new TreeMap<>();
        text.lines()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> values.put(pair[0], pair[1]));
        if (!FORMAT.equals(values.get("format"))
                || !values.keySet().containsAll(List.of("step", "storage", "dimension", "seed", "cuts"))) {
            throw new IllegalArgumentException("it does not begin as one of format " + FORMAT + " does");
        }
        int[] cuts = Arrays.stream(values.get("cuts").split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
        Shape shape = new Shape(
                ClassRows.Storage.valueOf(values.get("storage")),
                Integer.parseInt(values.get("dimension")),
                cuts,
                Long.parseLong(values.get("seed")));
        return new Checkpoint(Long.parseLong(values.get("step")), shape);
    }
}
