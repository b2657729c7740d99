package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A sample of the ten thousand calls that the study makes. */
class FloatCallsTest {

    @Test
    void everyCallGivesTheBitsOfTheDoubleCall() {
        List<String> faults = LongStream.range(0, 250)
                .mapToObj(FloatCall::check)
                .flatMap(Optional::stream)
                .toList();
        assertEquals("", String.join("\n", faults));
    }
}
