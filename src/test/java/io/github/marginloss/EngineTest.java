package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

class EngineTest {

    @Test
    void saysThatPlainLoopsAreInUseAndWhatBringsFasterOnes() {
        assumeTrue(ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty());
        assertEquals("plain loops (add --add-modules jdk.incubator.vector for vectors)", Engine.kernels());
    }
}
