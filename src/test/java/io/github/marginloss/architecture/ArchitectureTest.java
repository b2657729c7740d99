package io.github.marginloss.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import io.github.marginloss.Loss;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages of the jar keep the rules, and each rule detects a violation. */
class ArchitectureTest {

    private static final String ROOT = Loss.class.getPackageName();
    private static final String HERE = ArchitectureTest.class.getPackageName();

    private static final JavaClasses LIBRARY = new ClassFileImporter()
            .importUrl(Loss.class.getProtectionDomain().getCodeSource().getLocation());
    private static final JavaClasses BREAKERS = new ClassFileImporter().importPackages(HERE + ".broken");

    static Set<String> rules() {
        return Rules.of(ROOT).keySet();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(String rule) {
        EvaluationResult result = Rules.of(ROOT).get(rule).evaluate(LIBRARY);
        assertFalse(result.hasViolation(), result.getFailureReport()::toString);
    }

    /** A small library that breaks all rules. A rule that it does not break would be useless. */
    @ParameterizedTest
    @MethodSource("rules")
    void isBroken(String rule) {
        assertTrue(Rules.of(HERE + ".broken").get(rule).evaluate(BREAKERS).hasViolation());
    }

    @Test
    void theWholeJarIsLookedAt() {
        assertTrue(LIBRARY.contain(Loss.class));
        assertFalse(LIBRARY.contain(ArchitectureTest.class));
    }

    /** Packages may depend one way, and classes of one package may still need each other. */
    @Test
    void noClassesDependOnEachOtherInACircle() {
        assertEquals("", String.join("\n", new Circles(LIBRARY).forbidden()));
    }

    @Test
    void circlesAreSeen() {
        Circles circles = new Circles(new ClassFileImporter().importPackages(HERE + ".circles.forbidden"));
        assertEquals(
                List.of("Autumn → Winter → Spring → Summer → Autumn", "Cart → Horse → Cart", "Chicken → Egg → Chicken"),
                circles.forbidden());
    }

    @Test
    void circlesWithAReasonAreLeft() {
        Circles circles = new Circles(new ClassFileImporter().importPackages(HERE + ".circles.allowed"));
        assertEquals(List.of("Circle → Shape → Square → Shape → Circle", "Order → Orders → Order"), circles.all());
        assertEquals(List.of(), circles.forbidden());
    }
}
