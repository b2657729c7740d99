package io.github.marginloss.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.marginloss.Engine;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** For the build's second run of tests, which has the JDK's vectors: makes all test classes use these. */
public final class VectorsServe implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        assumeTrue(KernelChoice.serveVectors(), "this processor has no vectors of four or eight doubles");
        assertTrue(Engine.kernels().startsWith("vectors of "), Engine::kernels);
    }
}
