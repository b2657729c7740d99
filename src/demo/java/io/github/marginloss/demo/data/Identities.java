package io.github.marginloss.demo.data;

import io.github.marginloss.demo.network.Network;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Synthetic identities. Each is a point z ~ N(0, I₁₆), and each of its samples has a nuisance ν ~ N(0, σ² I₁₆), like
 * the pose and the lighting of a face. Both go through one nonlinear map: h = tanh(b + 1.5 V [z; ν]) with V 128×32 of
 * variance 1/32 and b of variance 1/4, then x = U h + 0.3 ε with U 100×128 of variance 1/128 and ε ~ N(0, I₁₀₀). A
 * network has to separate z, which tells identities apart, from ν, which does not. It can learn this from some
 * identities for all others.
 */
public final class Identities {

    /** The length of z, and that of ν. */
    static final int LATENT = 16;
    /** The length of x. */
    static final int INPUTS = 100;

    private static final int HIDDEN = 128;
    private static final double GAIN = 1.5;
    private static final double NOISE = 0.3;

    private final double sigma;
    private final Random random;
    private final DMatrixRMaj v;
    private final DMatrixRMaj b;
    private final DMatrixRMaj u;

    /**
     * Draws the map.
     *
     * @param sigma σ, the deviation of the nuisance
     * @param random the source of all random numbers, also those of the samples
     */
    public Identities(double sigma, Random random) {
        this.sigma = sigma;
        this.random = random;
        // transposed: samples are rows
        v = Network.normal(2 * LATENT, HIDDEN, GAIN / Math.sqrt(2 * LATENT), random);
        b = Network.normal(1, HIDDEN, 0.5, random);
        u = Network.normal(HIDDEN, INPUTS, 1 / Math.sqrt(HIDDEN), random);
    }

    /** Draws new identities, with a number of samples each, one identity after the other. */
    public Samples draw(int count, int each) {
        int[] labels = IntStream.range(0, count * each).map(i -> i / each).toArray();
        DMatrixRMaj hidden = CommonOps_DDRM.mult(latent(labels, count), v, null);
        for (int k = 0; k < hidden.data.length; k++) {
            hidden.data[k] = Math.tanh(b.data[k % HIDDEN] + hidden.data[k]);
        }
        DMatrixRMaj inputs = CommonOps_DDRM.mult(hidden, u, null);
        CommonOps_DDRM.addEquals(inputs, Network.normal(labels.length, INPUTS, NOISE, random));
        return new Samples(inputs, labels, count);
    }

    /** [z; ν] of each sample, one sample per row. */
    DMatrixRMaj latent(int[] labels, int count) {
        DMatrixRMaj z = Network.normal(count, LATENT, 1, random);
        DMatrixRMaj latent = Network.normal(labels.length, 2 * LATENT, sigma, random);
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(z.data, labels[i] * LATENT, latent.data, i * 2 * LATENT, LATENT);
        }
        return latent;
    }
}
