package io.github.marginloss.bench.report;

import io.github.marginloss.demo.picture.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the tables of the page and draws its pictures. */
public final class Report {

    private static final Path PAGE = Path.of("docs", "performance.md");
    private static final Path PICTURES = Path.of("img");
    private static final Path DRAFT = Path.of("target", "performance", "report");
    /** The text between the two comments is replaced. */
    private static final Pattern TABLE =
            Pattern.compile("(<!-- table: ([a-z-]+) -->\\n).*?(<!-- end -->)", Pattern.DOTALL);

    private Report() {}

    /**
     * Reads the files of a folder and writes a page and pictures into target/performance/report for inspection.
     *
     * @param folder the folder with the files
     */
    public static void draft(Path folder) throws IOException {
        Files.createDirectories(DRAFT);
        write(folder, DRAFT.resolve(PAGE.getFileName()), DRAFT);
    }

    /**
     * Reads the files of a folder and updates the page and the pictures under version control.
     *
     * @param folder the folder with the files
     */
    public static void keep(Path folder) throws IOException {
        write(folder, PAGE, PICTURES);
    }

    private static void write(Path folder, Path written, Path pictures) throws IOException {
        List<Measured> all = Measured.read(folder);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no results in the folder " + folder);
        }
        String page = TABLE.matcher(Files.readString(PAGE))
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group(1) + "\n" + table(match.group(2), all) + "\n" + match.group(3)));
        Files.writeString(written, page);
        System.out.println(written);
        for (Picture picture : List.of(new GrowthPicture(all), new RatioPicture(all))) {
            picture.write(pictures);
            System.out.println(pictures.resolve(picture.name()) + ".png, .svg");
        }
    }

    private static String table(String name, List<Measured> all) {
        return switch (name) {
            case "goals" -> Goals.table(all);
            case "machine" -> machine(all);
            case "times" -> each(all, RaceTables::times);
            case "ratios" -> each(all, RaceTables::ratios);
            case "processor" -> each(all, RaceTables::processor);
            case "starts" -> each(all, RaceTables::starts);
            case "floats" -> each(all, FloatTables::answer);
            case "float-times" -> each(all, FloatTables::times);
            case "float-doubles" -> each(all, FloatTables::doubles);
            case "float-memory" -> each(all, FloatTables::memory);
            case "vectors" -> each(all, VectorTables::ratios);
            case "calls" -> each(all, VectorTables::calls);
            case "losses" -> each(all, RaceTables::losses);
            case "kernels" -> JmhTables.kernels(all);
            case "jmh-losses" -> each(all, JmhTables::losses);
            case "growth" -> each(all, JmhTables::growth);
            default -> throw new IllegalArgumentException("there is no table named " + name);
        };
    }

    private static String each(List<Measured> all, Function<Measured, String> table) {
        return all.stream().map(table).filter(text -> !text.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static String machine(List<Measured> all) {
        return all.stream()
                .flatMap(m ->
                        Stream.of(m.floats(), m.races(), m.losses(), m.colds()).flatMap(List::stream))
                .map(run -> run.processor() + ", " + run.cores() + " cores, JDK " + run.jdk())
                .distinct()
                .collect(Collectors.joining("; ", "", ".\n"));
    }
}
