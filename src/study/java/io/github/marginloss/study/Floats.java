package io.github.marginloss.study;

import io.github.marginloss.Engine;
import io.github.marginloss.FloatCall;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Calls on floats against the same calls on doubles, to the bit. */
final class Floats {

    private static final int SHOWN = 20;

    private Floats() {}

    /** Makes so many calls, and says what became of them. */
    static String report(long calls) {
        List<String> faults = LongStream.range(0, calls)
                .parallel()
                .mapToObj(FloatCall::check)
                .flatMap(Optional::stream)
                .toList();
        return faults.stream().limit(SHOWN).map(fault -> fault + "\n").collect(Collectors.joining())
                + calls + " calls on floats, " + faults.size() + " of them without the bits of the double call; "
                + Engine.kernels() + "\n";
    }
}
