package io.github.marginloss.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules for the packages below a root: which packages each may use, and which types it may expose. */
final class Rules {

    /** The packages, each after those that it may use. Two packages in one place must not use each other. */
    private static final List<List<String>> PLACES = List.of(
            List.of(".internal.kernel"),
            List.of(".internal.kernel.vector"),
            List.of(".internal"),
            List.of(".core"),
            List.of(".internal.exact"),
            List.of(".internal.row"),
            List.of(".internal.softmax", ".internal.center"),
            List.of(""),
            List.of(".shard"),
            List.of(".reference"),
            List.of(".check"));

    /**
     * A package of the JDK, not of Java: it tells which vector registers are in use. A separate rule says who may use
     * it.
     */
    private static final String MACHINE = "com.sun.management..";

    /** An incubating module, which is absent from most processes. */
    private static final String VECTORS = "jdk.incubator.vector..";

    private Rules() {}

    /** The rules by name. */
    static Map<String, ArchRule> of(String root) {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        addOrder(rules, root);
        rules.put(
                "the choice of kernels alone asks the machine",
                noClasses()
                        .that()
                        .doNotHaveFullyQualifiedName(root + ".internal.kernel.KernelChoice")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(MACHINE));
        rules.put(
                "nothing sees the kernels on vectors",
                noClasses()
                        .that()
                        .resideOutsideOfPackage(root + ".internal.kernel.vector")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(root + ".internal.kernel.vector"));
        rules.put(
                "the oracles see no tiles",
                noClasses()
                        .that()
                        .resideInAnyPackage(root + ".reference", root + ".check")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(root + ".internal.softmax", root + ".internal.center"));
        rules.put(
                "what can be called needs no internal type",
                classes().that(describe("are API", Signatures::isApi)).should(Signatures.nameNothingInternal()));
        addStatic(rules, root);
        return rules;
    }

    private static void addOrder(Map<String, ArchRule> rules, String root) {
        List<String> earlier = new ArrayList<>();
        for (List<String> place : PLACES) {
            for (String name : place) {
                String room = name.isEmpty() ? "the root" : name.substring(1);
                rules.put(room + " sees what comes before it", sees(root + name, earlier));
            }
            place.forEach(name -> earlier.add(root + name));
        }
        rules.put(
                "there are no other packages",
                classes().that().resideInAPackage(root + "..").should().resideInAnyPackage(array(earlier)));
    }

    private static void addStatic(Map<String, ArchRule> rules, String root) {
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
    }

    private static ArchRule sees(String from, List<String> others) {
        List<String> seen = new ArrayList<>(others);
        seen.addAll(List.of(from, "org.ejml..", "java..", MACHINE));
        if (from.endsWith(".vector")) {
            seen.add(VECTORS);
        }
        return classes()
                .that()
                .resideInAPackage(from)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(array(seen));
    }

    private static String[] array(List<String> names) {
        return names.toArray(new String[0]);
    }

    /** Static fields, except for those that the compiler generates for enums and switches. */
    private static DescribedPredicate<JavaField> areStaticIn(String root) {
        return describe(
                "are static",
                field -> field.getOwner().getPackageName().startsWith(root)
                        && field.getModifiers().contains(JavaModifier.STATIC)
                        && !field.getModifiers().contains(JavaModifier.SYNTHETIC));
    }
}
