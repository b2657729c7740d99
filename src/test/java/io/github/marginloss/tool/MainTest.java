package io.github.marginloss.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The program as a whole. */
class MainTest {

    private static final String ROOT = "io.github.marginloss";

    /** Each package of the tool sees those before it. */
    private static final List<String> ROOMS = List.of(".message", ".npz", ".loss", ".batch", ".judge", "");

    @Test
    void helpFitsOnOneScreenAndBeginsWithTheExample() {
        Tool help = Tool.run("--help");
        assertEquals(0, help.status());
        assertEquals(help, Tool.run("-h"));
        List<String> lines = help.out().lines().toList();
        assertTrue(lines.size() <= 40, help::out);
        assertTrue(lines.stream().allMatch(line -> line.length() <= 100), help::out);
        assertTrue(lines.get(1).contains("arcface s=64 m=0.5 batch.npz"), help::out);
        assertTrue(help.out().contains("normalizedsoftmax"), help::out);
        assertFalse(help.out().contains("labelsmoothing"), help::out); // smoothing= says it
    }

    @Test
    void withoutArgumentsItIsTheSameHelpAndStatusTwo() {
        Tool nothing = Tool.run();
        assertEquals(2, nothing.status());
        assertEquals("", nothing.out());
        assertEquals(Tool.run("--help").out(), nothing.err());
    }

    @Test
    void versionIsSaid() {
        Tool version = Tool.run("--version");
        assertEquals(0, version.status());
        assertTrue(version.out().startsWith("marginloss reference "), version::out);
    }

    /** The tool uses nothing of the library that could change in any version. */
    @Test
    void theToolUsesThePublicApiAlone() throws Exception {
        Path classes = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        JavaClasses tool = imported(classes.resolve(ROOT.replace('.', '/') + "/tool"));
        for (String room : ROOMS) {
            String name = ROOT + ".tool" + room;
            Stream<String> earlier =
                    ROOMS.subList(0, ROOMS.indexOf(room) + 1).stream().map(seen -> ROOT + ".tool" + seen);
            Stream<String> others =
                    Stream.of(ROOT, ROOT + ".core", ROOT + ".reference", ROOT + ".check", "org.ejml..", "java..");
            ArchRuleDefinition.classes()
                    .that(isOfTheTool())
                    .and()
                    .resideInAPackage(name)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(Stream.concat(earlier, others).toArray(String[]::new))
                    .check(tool);
        }
    }

    /** Their other dependencies are known by name, and need not be read. */
    private static JavaClasses imported(Path folder) {
        ArchConfiguration configuration = ArchConfiguration.get();
        boolean resolves = configuration.resolveMissingDependenciesFromClassPath();
        configuration.setResolveMissingDependenciesFromClassPath(false);
        try {
            return new ClassFileImporter().importPath(folder);
        } finally {
            configuration.setResolveMissingDependenciesFromClassPath(resolves);
        }
    }

    /** The classes of the tool, without its tests, which are in the same package. */
    private static DescribedPredicate<JavaClass> isOfTheTool() {
        return DescribedPredicate.describe("are of the tool", type -> {
            String file = type.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java";
            return Files.exists(Path.of("src/tool/java", file));
        });
    }
}
