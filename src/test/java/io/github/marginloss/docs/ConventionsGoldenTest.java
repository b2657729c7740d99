package io.github.marginloss.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares what docs/golden/README.md says about the files of golden cases with these files, read as plain lines. */
class ConventionsGoldenTest {

    private static final Path FOLDER = Path.of("docs", "golden");
    private static final Pages PAGE = Pages.of(FOLDER.resolve("README.md"));

    /** Each case, as a map from key to the texts of its lines. */
    private static final List<Map<String, List<String>>> CASES = cases("golden.txt");

    private static final List<Map<String, List<String>>> HARD = cases("golden-hard.txt");

    private static final List<Map<String, List<String>>> ADAPTIVE = cases("golden-adaptive.txt");

    private static final List<Map<String, List<String>>> ALL =
            Stream.of(CASES, HARD, ADAPTIVE).flatMap(List::stream).toList();

    private static List<Map<String, List<String>>> cases(String file) {
        List<Map<String, List<String>>> cases = new ArrayList<>();
        for (String line : text(file).split("\n")) {
            if (line.startsWith("case ")) {
                cases.add(new HashMap<>());
            }
            if (!line.startsWith("#") && !line.equals("end")) {
                String[] parts = line.split(" ", 2);
                cases.get(cases.size() - 1)
                        .computeIfAbsent(parts[0], key -> new ArrayList<>())
                        .add(parts[1]);
            }
        }
        return cases;
    }

    private static String text(String name) {
        return Pages.of(FOLDER.resolve(name)).text();
    }

    @Test
    void keys() {
        Set<String> keys = new TreeSet<>();
        ALL.forEach(c -> keys.addAll(c.keySet()));
        keys.remove("case");
        Set<String> described = code(PAGE.table("| key |").stream().map(row -> row.get(0)));
        described.addAll(Set.of("out.L25", "out.li25")); // in the words of their row
        assertEquals(keys, described);
        Set<String> matrices = Set.of("X", "W", "C", "out.z", "out.dX", "out.dW", "out.dC", "out.centerDelta");
        for (Map<String, List<String>> c : ALL) {
            c.forEach((key, lines) -> assertTrue(lines.size() == 1 || matrices.contains(key), key));
        }
    }

    @Test
    void lossesAndPolicies() {
        Set<String> losses = values("loss");
        losses.addAll(values("variant"));
        assertEquals(
                losses,
                code(Stream.concat(
                        PAGE.table("| `loss` |").stream().map(row -> row.get(0)),
                        Stream.of("`center`", "`softmax+center`"))));
        Set<String> policies = code(PAGE.table("| policy |").stream().map(row -> row.get(0)));
        policies.add("none");
        assertEquals(values("policy"), policies);
        assertEquals(Set.of("mean", "sum"), values("centerReduction"));
    }

    @Test
    void sizes() {
        assertFound("holds (\\d+) small batches", CASES.size());
        assertFound("holds (\\d+) more", HARD.size());
        assertFound("holds (\\d+) cases with smoothed labels", ADAPTIVE.size());
        assertFound("of their (\\d+) cases", (double) CASES.size() + HARD.size());
        assertFound("they are \\d+ of the (\\d+)\\.", CASES.size());
        assertFound("has (\\d+) cases of the published formula", (double)
                count(c -> c.getOrDefault("variant", List.of()).contains("pure")));
        DoubleSummaryStatistics norms = Stream.concat(lines("X"), lines("W"))
                .mapToDouble(row -> doubles(row).reduce(0, Math::hypot))
                .filter(norm -> norm > 0)
                .summaryStatistics();
        assertFound("norms from \\$10\\^\\{(-\\d+)}", Math.log10(norms.getMin()));
        assertFound("norms from \\S+ to \\$10\\^\\{(\\d+)}", Math.log10(norms.getMax()));
        assertFound("scales to \\$10\\^(\\d)", Math.log10(all("s").max().orElse(0)));
        assertFound(
                "losses of \\$10\\^\\{(-\\d+)}",
                Math.log10(all("out.L").filter(l -> l > 0).min().orElse(0)));
        assertTrue(count(c -> c.get("about").get(0).equals("theta=0+1e-12")) > 0);
        assertTrue(count(c -> c.get("about").get(0).equals("theta=pi-1e-12")) > 0);
    }

    /** A double is the same in decimal and in hexadecimal. */
    @Test
    void numbersAreWrittenTwice() {
        for (Map<String, List<String>> c : ALL) {
            for (List<String> lines : c.values()) {
                for (String token : String.join(" ", lines).split(" ")) {
                    String[] both = token.split("\\|");
                    assertTrue(both.length == 1 || Double.parseDouble(both[0]) == Double.parseDouble(both[1]), token);
                }
            }
        }
    }

    @Test
    void theScriptHasTheOptionsThatItIsRunWith() {
        String script = text("grade.py");
        Set<String> options = Pattern.compile("grade\\.py +(--\\S+)")
                .matcher(PAGE.text())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        assertEquals(Set.of("--ordinary", "--file", "--single"), options);
        options.forEach(option -> assertTrue(script.contains("\"" + option + "\""), option));
        assertTrue(text("arcface_usual.py").contains("\ndef arcface(x, w, y, s, m):\n"));
        assertTrue(text("arcface_without_nan.py").contains("\narcface = head\n"));
    }

    private static Set<String> code(Stream<String> cells) {
        Pattern code = Pattern.compile("`([^`]+)`");
        return cells.flatMap(cell -> code.matcher(cell).results())
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> values(String key) {
        return ALL.stream()
                .flatMap(c -> c.getOrDefault(key, List.of()).stream())
                .flatMap(line -> Stream.of(line.split(",")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> lines(String key) {
        return CASES.stream().flatMap(c -> c.getOrDefault(key, List.of()).stream());
    }

    private static DoubleStream all(String key) {
        return lines(key).flatMapToDouble(ConventionsGoldenTest::doubles);
    }

    private static DoubleStream doubles(String row) {
        return Stream.of(row.split(" ")).mapToDouble(token -> Double.parseDouble(token.split("\\|")[0]));
    }

    private static long count(Predicate<Map<String, List<String>>> which) {
        return CASES.stream().filter(which).count();
    }

    private static void assertFound(String pattern, double value) {
        MatchResult match = Pattern.compile(pattern)
                .matcher(PAGE.text())
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError(pattern));
        PagesNumbers.assertDigits(match.group(1), value);
    }
}
