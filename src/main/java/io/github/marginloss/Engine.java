package io.github.marginloss;

import io.github.marginloss.internal.kernel.KernelChoice;

/**
 * Tells what the losses are computed with.
 *
 * <p>With {@code --add-modules jdk.incubator.vector} on the command line of java, a step takes 0.6 to 0.75 of the time,
 * because the products then use the processor's vector instructions. No result depends on it. Plain loops serve until
 * the vector loops are compiled: a thread of its own does that within one to two seconds of the first evaluation.
 */
public final class Engine {

    private Engine() {}

    /**
     * Tells which loops are in use: {@code System.out.println(Engine.kernels())}.
     *
     * @return a few words for people to read: "vectors of 8 doubles", or "plain loops" and the reason
     */
    public static String kernels() {
        return KernelChoice.describe();
    }
}
