package io.github.marginloss.study;

import io.github.marginloss.Engine;
import io.github.marginloss.FloatCall;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Compares calls on floats with the same calls on doubles, bit for bit. */
final class Floats {

    private static final int SHOWN = 20;

    private Floats() {}

    /** Makes a number of calls, and reports how many differ. */
    static String report(long calls) {
        List<String> faults = LongStream.range(0, calls)
                .parallel()
                .mapToObj(FloatCall::check)
                .flatMap(Optional::stream)
                .toList();
        return faults.stream().limit(SHOWN).map(fault -> fault + "\n").collect(Collectors.joining())
                + calls + " calls on floats, " + faults.size()
                + " of them with bits that differ from the call on doubles; "
                + Engine.kernels() + "\n";
    }
}
