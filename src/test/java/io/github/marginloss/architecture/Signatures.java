package io.github.marginloss.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The signatures that programs outside can call: those of public types that are not internal, inherited ones included.
 */
final class Signatures {

    private Signatures() {}

    static boolean isApi(JavaClass type) {
        return isShown(type)
                && !isInternal(type)
                && type.getEnclosingClass().map(Signatures::isApi).orElse(true);
    }

    /** Only the name of the package decides. */
    private static boolean isInternal(JavaClass type) {
        return (type.getPackageName() + ".").contains(".internal.");
    }

    private static boolean isShown(HasModifiers member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    /** An internal type may change in any version, so no program outside should have to name one. */
    static ArchCondition<JavaClass> nameNothingInternal() {
        return new ArchCondition<>("name nothing internal") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.of(type.getSuperclass().stream(), type.getInterfaces().stream(), bounds(type))
                        .flatMap(types -> types)
                        .forEach(seen -> report(type.getName(), seen.getAllInvolvedRawTypes().stream(), events));
                Stream.of(type.getConstructors(), type.getAllMethods(), type.getAllFields())
                        .flatMap(Set::stream)
                        .filter(Signatures::isShown)
                        .forEach(member -> report(type.getName() + ": " + member.getFullName(), types(member), events));
            }
        };
    }

    private static void report(String where, Stream<JavaClass> types, ConditionEvents events) {
        types.map(JavaClass::getBaseComponentType)
                .filter(Signatures::isInternal)
                .distinct()
                .forEach(type -> events.add(SimpleConditionEvent.violated(type, where + " names " + type.getName())));
    }

    private static Stream<JavaClass> types(JavaMember member) {
        Stream<JavaClass> thrown =
                member instanceof JavaCodeUnit unit ? unit.getExceptionTypes().stream() : Stream.empty();
        return Stream.concat(member.getAllInvolvedRawTypes().stream(), thrown);
    }

    private static Stream<JavaType> bounds(JavaClass type) {
        return type.getTypeParameters().stream().flatMap(variable -> variable.getUpperBounds().stream());
    }
}
