package io.github.marginloss.spark;

import io.github.marginloss.demo.CommandLine;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * What a checkpoint is of. It stands, as text, in the file {@code head} of the checkpoint's folder, which is written last:
 * a folder without it is not complete.
 *
 * @param step the number of steps that had been made
 * @param shape of the head
 * @param settings how it is trained
 */
record Checkpoint(long step, Shape shape, Settings settings) implements Serializable {

    private static final String FORMAT = "marginloss-head-2";
    private static final String CHECKSUM = "crc32c=";
    private static final Pattern NAME = Pattern.compile("step-\\d{12,}-classes-\\d{10}");
    private static final Pattern FIRST_LINE = Pattern.compile("format=(.+)\n");

    /** {@return the name of its folder; names sort as steps do, and after a step as classes are added} */
    String folder() {
        return String.format(Locale.ROOT, "step-%012d-classes-%010d", step, shape.classes());
    }

    /** {@return whether a folder has the name of a checkpoint; a copy beside it has another} */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** {@return the name of the file that says what a checkpoint is of} */
    static String head(String folder) {
        return folder + "/head";
    }

    /** {@return the name of the file of a shard} */
    String file(int shard) {
        return folder() + "/" + String.format(Locale.ROOT, "shard-%06d", shard);
    }

    /** {@return lines of a key and a value; the keys of settings are options, without their hyphens} */
    String text() {
        Map<String, Object> lines = new LinkedHashMap<>();
        lines.put("format", FORMAT);
        lines.put("step", step);
        lines.put("storage", shape.storage());
        lines.put("dimension", shape.dimension());
        lines.put("seed", shape.seed());
        lines.put(
                "cuts", Arrays.stream(shape.cuts()).mapToObj(Integer::toString).collect(Collectors.joining(",")));
        lines.put("synthetic", settings.synthetic());
        settings.options().forEach((option, value) -> lines.put(option.substring(2), value));
        String text = lines.entrySet().stream()
                .map(line -> line.getKey() + "=" + line.getValue() + "\n")
                .collect(Collectors.joining());
        return text + CHECKSUM + checksum(text) + "\n";
    }

    private static String checksum(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }

    /** {@return the format of a head, if another version of this program wrote it} */
    static Optional<String> otherFormat(String text) {
        Matcher line = FIRST_LINE.matcher(text);
        return line.lookingAt() && !line.group(1).equals(FORMAT) ? Optional.of(line.group(1)) : Optional.empty();
    }

    /** Reads a head. */
    static Checkpoint parse(String text) throws BrokenFileException {
        if (!text.startsWith("format=" + FORMAT + "\n")) {
            throw new BrokenFileException("it does not begin as one of format " + FORMAT + " does");
        }
        int end = text.lastIndexOf(CHECKSUM);
        if (end < 0 || !text.substring(end).equals(CHECKSUM + checksum(text.substring(0, end)) + "\n")) {
            throw new BrokenFileException("its lines do not have its checksum");
        }
        // from here on it is what text() has made
        Map<String, String> values = text.lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        int[] cuts = Arrays.stream(values.get("cuts").split(","))
                .mapToInt(Integer::parseInt)
                .toArray();
        Shape shape = new Shape(
                ClassRows.Storage.valueOf(values.get("storage")),
                Integer.parseInt(values.get("dimension")),
                cuts,
                Long.parseLong(values.get("seed")));
        return new Checkpoint(Long.parseLong(values.get("step")), shape, settings(values));
    }

    private static Settings settings(Map<String, String> values) {
        String[] words = Settings.OPTIONS.stream()
                .filter(option -> values.containsKey(option.substring(2)))
                .flatMap(option -> Stream.of(option, values.get(option.substring(2))))
                .toArray(String[]::new);
        return Settings.of(
                new CommandLine(List.of(), Settings.OPTIONS, words),
                Settings.DEFAULT.withSynthetic(Boolean.parseBoolean(values.get("synthetic"))));
    }
}
