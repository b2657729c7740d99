package io.github.marginloss.demo.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

    private static final int Z = Identities.LATENT;

    @Test
    void identitiesComeOneAfterTheOther() {
        Samples samples = new Identities(1, new Random(1)).draw(3, 2);
        assertArrayEquals(new int[] {0, 0, 1, 1, 2, 2}, samples.labels());
        assertEquals(3, samples.classes());
        assertEquals(6, samples.inputs().numRows);
        assertEquals(100, samples.inputs().numCols);
    }

    /** z is standard normal and the same for all samples of an identity; ν has deviation σ and is never the same. */
    @Test
    void samplesShareTheirIdentityAlone() {
        int[] labels = IntStream.range(0, 4000).map(i -> i / 2).toArray();
        DMatrixRMaj latent = new Identities(1.5, new Random(2)).latent(labels, 2000);
        double identity = 0;
        double nuisance = 0;
        for (int i = 0; i < labels.length; i += 2) {
            for (int k = 0; k < Z; k++) {
                assertEquals(latent.get(i, k), latent.get(i + 1, k));
                assertNotEquals(latent.get(i, Z + k), latent.get(i + 1, Z + k));
                identity += latent.get(i, k) * latent.get(i, k);
                nuisance += latent.get(i, Z + k) * latent.get(i, Z + k);
            }
        }
        assertEquals(1, identity / 2000 / Z, 0.03);
        assertEquals(1.5 * 1.5, nuisance / 2000 / Z, 0.06);
    }

    /** Without a nuisance, samples of an identity differ by the noise alone, of deviation 0.3. */
    @Test
    void noiseComesLast() {
        DMatrixRMaj inputs = new Identities(0, new Random(3)).draw(1, 500).inputs();
        double squares = 0;
        for (int i = 0; i < 500; i += 2) {
            for (int k = 0; k < 100; k++) {
                squares += Math.pow(inputs.get(i, k) - inputs.get(i + 1, k), 2);
            }
        }
        assertEquals(2 * 0.09, squares / 250 / 100, 0.005);
    }

    /** An input's mean square is that of tanh of a normal number of variance 1/4 + 1.5², and of the noise. */
    @Test
    void inputsAreAsLargeAsTheFormulaSays() {
        Random random = new Random(4);
        double expected = 0.09
                + DoubleStream.generate(() -> Math.tanh(Math.sqrt(0.25 + 1.5 * 1.5) * random.nextGaussian()))
                        .limit(200_000)
                        .map(h -> h * h)
                        .average()
                        .orElseThrow();
        double measured = IntStream.range(0, 10)
                .mapToObj(
                        seed -> new Identities(1, new Random(seed)).draw(100, 2).inputs())
                .flatMapToDouble(inputs -> DoubleStream.of(inputs.data))
                .map(x -> x * x)
                .average()
                .orElseThrow();
        assertEquals(expected, measured, 0.03 * expected);
    }

    @Test
    void theSeedDecidesAll() {
        double[] first = new Identities(1, new Random(5)).draw(2, 2).inputs().data;
        assertArrayEquals(first, new Identities(1, new Random(5)).draw(2, 2).inputs().data);
        assertNotEquals(first[0], new Identities(1, new Random(6)).draw(2, 2).inputs().data[0]);
        Identities world = new Identities(1, new Random(5));
        assertNotEquals(world.draw(2, 2).inputs().data[0], world.draw(2, 2).inputs().data[0]);
    }
}
