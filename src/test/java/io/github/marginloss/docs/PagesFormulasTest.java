package io.github.marginloss.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Formulas that GitHub shows as they are meant. GitHub reads the Markdown first, and a formula must survive that: no
 * backslash before punctuation, no character that Markdown acts on, an underscore only after a letter or a digit.
 * MathJax renders the result. It may use the commands listed here, each of which was rendered by KaTeX and MathJax when
 * it entered the list.
 */
class PagesFormulasTest {

    private static final Set<String> COMMANDS = Set.of(
            "alpha",
            "delta",
            "Delta",
            "eta",
            "rho",
            "kappa",
            "lambda",
            "phi",
            "pi",
            "psi",
            "sigma",
            "theta",
            "cos",
            "cot",
            "ln",
            "log",
            "max",
            "min",
            "sin",
            "big",
            "Big",
            "cdot",
            "colon",
            "frac",
            "ge",
            "gt",
            "hat",
            "infty",
            "le",
            "leftarrow",
            "lt",
            "lvert",
            "lVert",
            "ne",
            "partial",
            "prod",
            "quad",
            "rvert",
            "rVert",
            "sqrt",
            "sum",
            "text",
            "thinspace",
            "top",
            "approx",
            "bar",
            "epsilon",
            "mu");

    private static final Pattern COMMAND = Pattern.compile("\\\\([A-Za-z]+|.)");

    static List<Pages> pages() {
        return Pages.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void formulasSurviveMarkdown(Pages page) {
        List<String> bad = new ArrayList<>();
        for (Pages.Formula formula : page.formulas()) {
            String tex = formula.tex();
            if (!tex.equals(tex.strip()) || tex.contains("\n")) {
                bad.add(formula + ": one line, without spaces at its ends");
            }
            if (tex.matches("(?s).*[|*<>~&\"#@`].*") || tex.contains("](")) {
                bad.add(formula + ": a character that Markdown acts on");
            }
            if (Pattern.compile("(?<![A-Za-z0-9])_").matcher(tex).find()) {
                bad.add(formula + ": an underscore must follow a letter or a digit");
            }
            if (!balanced(tex)) {
                bad.add(formula + ": braces");
            }
            Matcher command = COMMAND.matcher(tex);
            while (command.find()) {
                if (!COMMANDS.contains(command.group(1))) {
                    bad.add(formula + ": is \\" + command.group(1) + " known to work?");
                }
            }
            if (formula.before() != ' ' || " .,;:)?!，。；：）？！、".indexOf(formula.after()) < 0) {
                bad.add(formula + ": GitHub wants a space before a dollar, and a space or punctuation after it");
            }
        }
        assertEquals(List.of(), bad, page::toString);
        assertTrue(page.withoutFormulas().indexOf('$') < 0, () -> page + ": a dollar without its other");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void displayedFormulasStandAlone(Pages page) {
        List<String> lines = page.text().lines().toList();
        for (Pages.Formula formula : page.formulas()) {
            if (formula.display()) {
                String line = lines.get(formula.line() - 1);
                assertEquals("$$" + formula.tex() + "$$", line, page::toString);
                assertTrue(lines.get(formula.line() - 2).isEmpty(), () -> page + ", " + formula);
                assertTrue(
                        formula.line() == lines.size()
                                || lines.get(formula.line()).isEmpty(),
                        () -> page + ", " + formula);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void translationsHaveTheSameEquations(Pages page) {
        if (page.chinese() && Files.exists(original(page))) {
            assertEquals(displayed(Pages.of(original(page))), displayed(page), page::toString);
        }
    }

    private static Path original(Pages page) {
        return Path.of("docs").resolve(page.path().getFileName());
    }

    private static List<String> displayed(Pages page) {
        return page.formulas().stream()
                .filter(Pages.Formula::display)
                .map(Pages.Formula::tex)
                .toList();
    }

    private static boolean balanced(String tex) {
        int depth = 0;
        for (int k = 0; k < tex.length(); k++) {
            char c = tex.charAt(k);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth < 0) {
                return false;
            }
        }
        return depth == 0;
    }
}
