package io.github.marginloss.docs;

import static io.github.marginloss.docs.ConventionsExample.Y;
import static io.github.marginloss.docs.ConventionsExample.loss;
import static io.github.marginloss.docs.ConventionsExample.same;
import static io.github.marginloss.docs.ConventionsExample.theirs;
import static io.github.marginloss.docs.ConventionsExample.weights;
import static io.github.marginloss.docs.ConventionsExample.x;
import static io.github.marginloss.docs.PagesNumbers.assertFound;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.ArcFace;
import io.github.marginloss.ElasticFace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The numbers on the page of ElasticFace: the effect of reading margins in an order instead of writing them. */
class ElasticFacePageTest {

    private static final int BATCHES = 200;
    private static final int M = 128;

    /** The places of the cosines, beginning with the largest. */
    private static int[] order(double... cosines) {
        return IntStream.range(0, cosines.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -cosines[i]))
                .mapToInt(i -> i)
                .toArray();
    }

    /** The margins as the published code gives them. */
    private static double[] published(double[] cosines, double... margins) {
        double[] ascending = margins.clone();
        Arrays.sort(ascending);
        return Arrays.stream(order(cosines)).mapToDouble(k -> ascending[k]).toArray();
    }

    @Test
    void rankCorrelations() {
        double ours = 0;
        double theirs = 0;
        int right = 0;
        for (int seed = 0; seed < BATCHES; seed++) {
            Random random = new Random(seed);
            double[] cosines = random.doubles(M, -1, 1).toArray();
            double[] margins = ElasticFace.draw(0.5, 0.0175, M, random);
            double[] meant = ElasticFace.sortedFor(cosines, margins);
            double[] found = published(cosines, margins);
            ours += spearman(cosines, meant) / BATCHES;
            theirs += spearman(cosines, found) / BATCHES;
            right += Arrays.equals(meant, found) ? 1 : 0;
        }
        assertFound("elasticface.md", "\\| (−1\\.000) \\| 200 \\|", ours);
        assertFound("elasticface.md", "\\| (−?0\\.\\d+) \\| 0 \\|", theirs);
        assertEquals(0, right);
    }

    /** Ranks without ties. */
    private static double spearman(double[] a, double... b) {
        int m = a.length;
        int[] first = order(a);
        int[] second = order(b);
        double[] apart = new double[m];
        for (int k = 0; k < m; k++) {
            apart[first[k]] += k;
            apart[second[k]] -= k;
        }
        double squares = Arrays.stream(apart).map(v -> v * v).sum();
        return 1 - 6 * squares / (m * ((double) m * m - 1));
    }

    @Test
    void theExample() {
        double[] margins = {0.45, 0.475, 0.5, 0.525, 0.55};
        double[] cosines = new ArcFace().targetCosines(x(), weights(), Y);
        double[] meant = ElasticFace.sortedFor(cosines, margins);
        double[] found = published(cosines, margins);
        assertEquals(-1, spearman(cosines, meant), 1e-15);
        assertFound("elasticface.md", "(23\\.8134)", same(of(meant), loss(ElasticFace.angular(64, meant))));
        assertFound("elasticface.md", "(23\\.7821)", same(of(found), loss(ElasticFace.angular(64, found))));
        assertFound("elasticface.md", "(23\\.1596)", loss(new ArcFace()));
    }

    private static double of(double... margins) {
        return theirs(64, (i, cos) -> Math.cos(Math.acos(cos) + margins[i]));
    }

    @Test
    void zeroIsFarAway() {
        assertFound("elasticface.md", "(?:at least|均值的) (7)", Math.min(0.35 / 0.05, 0.5 / 0.05));
    }
}
