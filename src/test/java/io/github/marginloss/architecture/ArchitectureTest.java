package io.github.marginloss.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import io.github.marginloss.Loss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages of the jar keep the rules, and each rule sees what breaks it. */
class ArchitectureTest {

    private static final String ROOT = Loss.class.getPackageName();
    private static final String BROKEN = ArchitectureTest.class.getPackageName() + ".broken";

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .importUrl(Loss.class.getProtectionDomain().getCodeSource().getLocation());
    private static final JavaClasses BREAKERS = new ClassFileImporter().importPackages(BROKEN);

    static Set<String> rules() {
        return Rules.of(ROOT).keySet();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(String rule) {
        EvaluationResult result = Rules.of(ROOT).get(rule).evaluate(LIBRARY);
        assertFalse(result.hasViolation(), result.getFailureReport()::toString);
    }

    /** A small library that breaks all of them; a rule that it keeps would be no rule. */
    @ParameterizedTest
    @MethodSource("rules")
    void isBroken(String rule) {
        assertTrue(Rules.of(BROKEN).get(rule).evaluate(BREAKERS).hasViolation());
    }

    @Test
    void theWholeJarIsLookedAt() {
        assertTrue(LIBRARY.contain(Loss.class) && LIBRARY.contain(ROOT + ".core.Kernels"));
        assertTrue(LIBRARY.contain(ROOT + ".reference.Reference") && LIBRARY.contain(ROOT + ".check.GradientCheck"));
        assertFalse(LIBRARY.contain(ArchitectureTest.class));
    }

    /**
     * What is public but no API is the same in the rules, in what a release compares, and in what contributors read.
     */
    @Test
    void whatIsNoApiIsSaidOnce() throws IOException {
        Set<String> inside = new TreeSet<>(Rules.SHARED);
        inside.addAll(Rules.FAST);
        Set<String> compared = Pattern.compile("<exclude>io\\.github\\.marginloss\\.core\\.(\\w+)</exclude>")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(inside, compared);
        Matcher sentence = Pattern.compile("(`Check`, [^.]*?) are public only")
                .matcher(Files.readString(Path.of("docs/CONTRIBUTING.md")));
        assertTrue(sentence.find());
        assertEquals(
                inside, new TreeSet<>(List.of(sentence.group(1).replace("`", "").split(", | and "))));
    }
}
