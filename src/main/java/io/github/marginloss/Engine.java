package io.github.marginloss;

import io.github.marginloss.internal.kernel.KernelChoice;

/**
 * What the losses are computed with.
 *
 * <p>With {@code --add-modules jdk.incubator.vector} on the command line of java, a step takes 0.6 to 0.75 of the time: the
 * products then use the processor's vectors. Nothing else depends on it, and no result does. Plain loops serve until the
 * vector loops are compiled, which takes a thread of its own one to two seconds after the first evaluation.
 */
public final class Engine {

    private Engine() {}

    /**
     * Tells which loops are in use: {@code System.out.println(Engine.kernels())}.
     *
     * @return a few words, meant to be read: "vectors of 8 doubles", or "plain loops" and why
     */
    public static String kernels() {
        return KernelChoice.describe();
    }
}
