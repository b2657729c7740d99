package io.github.marginloss.study.proof;

import io.github.marginloss.study.cases.Case;
import io.github.marginloss.study.cases.Family;
import io.github.marginloss.study.cases.Group;
import io.github.marginloss.study.cases.Trap;
import io.github.marginloss.study.cases.Wild;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** A kind of cases. A case depends only on its kind and number. */
record Kind(String title, LongFunction<Case> maker) {

    /** All kinds: the traps, the groups of the study, and the calls of the soak. */
    static List<Kind> all() {
        Stream<Kind> traps = Stream.of(Trap.values()).map(trap -> new Kind(trap.title(), trap::make));
        // large batches take too much time for what they show
        Stream<Kind> groups = Stream.of(Group.values())
                .filter(group -> group != Group.TRAINED && group != Group.LARGE)
                .map(group -> new Kind(group.title(), number -> make(group, number)));
        return Stream.of(traps, groups, Stream.of(new Kind("everything extreme at once", Wild::make)))
                .flatMap(kinds -> kinds)
                .toList();
    }

    /** A case of a group; the families take turns. */
    static Case make(Group group, long number) {
        int families = Family.values().length;
        return group.make(Family.values()[(int) (number % families)], number / families);
    }
}
