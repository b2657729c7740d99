package io.github.marginloss.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which package may see what, for the packages below a root. docs/CONTRIBUTING.md says it in words. */
final class Rules {

    /** What programs outside may use of core; a change of these names is a change of the API. */
    static final Set<String> API = Set.of(
            "Margin",
            "PreciseMargin",
            "Scale",
            "Head",
            "Angle",
            "DD",
            "Real",
            "AdditiveAngle",
            "AdditiveCosine",
            "CombinedAngle",
            "ConstantCosine",
            "EasyAngle",
            "ExtendedAngle",
            "MultiplicativeAngle");

    /** What reference shares with the fast path beside those: checks, and arithmetic of single numbers and rows. */
    static final Set<String> SHARED = Set.of("Check", "CrossEntropy", "Difference", "RowSum");

    /** The doors to the tiles: public for the root alone. */
    static final Set<String> FAST = Set.of("SoftmaxHead", "ClassDistance", "Term", "GradientRows");

    private Rules() {}

    /** The rules by name. */
    static Map<String, ArchRule> of(String root) {
        String core = root + ".core";
        String reference = root + ".reference";
        String check = root + ".check";
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put(
                "there are these four packages",
                classes()
                        .that()
                        .resideInAPackage(root + "..")
                        .should()
                        .resideInAnyPackage(root, core, reference, check));
        // com.sun.management is the JDK's: it tells which vector registers are in use
        rules.put("core sees itself, EJML and the JDK", sees(core, core, "com.sun.management"));
        rules.put("the root sees core", sees(root, root, core));
        rules.put("reference sees the root and core", sees(reference, reference, root, core));
        rules.put("check sees the root, core and reference", sees(check, check, root, core, reference));
        rules.put(
                "reference and check see nothing of the tiles",
                classes()
                        .that()
                        .resideInAnyPackage(reference, check)
                        .should()
                        .onlyDependOnClassesThat(describe(
                                "are in core's API, or shared",
                                (JavaClass used) -> !used.getPackageName().equals(core)
                                        || isOneOf(used, API)
                                        || isOneOf(used, SHARED))));
        rules.put(
                "core shows its API, and the doors",
                classes()
                        .that()
                        .resideInAPackage(core)
                        .and()
                        .arePublic()
                        .should(ArchCondition.from(describe(
                                "be declared as API",
                                (JavaClass type) ->
                                        isOneOf(type, API) || isOneOf(type, SHARED) || isOneOf(type, FAST)))));
        rules.put(
                "nothing static can be assigned",
                fields().that(areStaticIn(root)).should().beFinal());
        rules.put(
                "a static array is shown to nobody",
                fields().that(areStaticIn(root))
                        .and()
                        .haveRawType(describe("an array", JavaClass::isArray))
                        .should()
                        .bePrivate());
        return rules;
    }

    private static ArchRule sees(String from, String... others) {
        String[] seen = Arrays.copyOf(others, others.length + 2);
        seen[others.length] = "org.ejml..";
        seen[others.length + 1] = "java..";
        return classes()
                .that()
                .resideInAPackage(from)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(seen);
    }

    private static boolean isOneOf(JavaClass type, Set<String> names) {
        JavaClass outermost = type.getBaseComponentType();
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return names.contains(outermost.getSimpleName());
    }

    /** But for those that the compiler makes, for enums and switches. */
    private static DescribedPredicate<JavaField> areStaticIn(String root) {
        return describe(
                "are static",
                field -> field.getOwner().getPackageName().startsWith(root)
                        && field.getModifiers().contains(JavaModifier.STATIC)
                        && !field.getModifiers().contains(JavaModifier.SYNTHETIC));
    }
}
