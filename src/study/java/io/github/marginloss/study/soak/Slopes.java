package io.github.marginloss.study.soak;

import io.github.marginloss.AdaFace;
import io.github.marginloss.ArcFace;
import io.github.marginloss.ClassMargins;
import io.github.marginloss.CosFace;
import io.github.marginloss.ElasticFace;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.Loss;
import io.github.marginloss.MagFace;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.NormStatistics;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.SphereFace;
import io.github.marginloss.check.GradientCheck;
import io.github.marginloss.check.Report;
import io.github.marginloss.core.Scale;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * Ordinary batches of losses that smooth or ignore labels, or whose margins depend on the sample. Their gradients must
 * agree with finite differences of the losses.
 */
public final class Slopes {

    private Slopes() {}

    /** Checks a number of batches, and reports those that do not pass. */
    public static String run(long batches) {
        List<String> faults = LongStream.range(0, batches)
                .parallel()
                .boxed()
                .flatMap(Slopes::faults)
                .toList();
        return batches + " batches, " + faults.size() + " do not pass" + String.join("", faults);
    }

    private static Stream<String> faults(long number) {
        SplittableRandom random = new SplittableRandom(number);
        int m = 2 + random.nextInt(4);
        int d = 2 + random.nextInt(3);
        int n = 2 + random.nextInt(4);
        DMatrixRMaj x = gaussian(random, m, d);
        Parameters parameters = Parameters.ofWeights(gaussian(random, n, d));
        int[] labels = random.ints(m, 0, n).toArray();
        Loss loss = loss(random, m, n);
        if (random.nextInt(4) == 0) {
            labels[0] = -1;
            loss = loss.withReduction(Reduction.MEAN.ignoring(-1));
        }
        Report report = GradientCheck.of(loss, x, parameters, labels);
        return report.passed() ? Stream.of() : Stream.of("\nbatch " + number + ": " + report);
    }

    static HeadLoss loss(SplittableRandom random, int m, int n) {
        double s = 4 + random.nextInt(40);
        HeadLoss loss = switch (random.nextInt(6)) {
            case 0 -> new AdaFace(s, 0.4, 0.333, new NormStatistics(2, 0.5));
            case 1 -> new MagFace(s, new MagFace.Range(1, 4, 0.2, 0.8), random.nextInt(3));
            case 2 -> new MarginSoftmax(Scale.norm(), ClassMargins.angular(margins(random, n)), Reduction.MEAN);
            case 3 -> ElasticFace.cosine(s, margins(random, m));
            case 4 -> random.nextBoolean() ? new ArcFace(s, 0.5) : new CosFace(s, 0.35);
            default -> new SphereFace(3, 5);
        };
        return random.nextBoolean() ? new LabelSmoothing(loss, random.nextDouble()) : loss;
    }

    private static double[] margins(SplittableRandom random, int count) {
        return random.doubles(count, -0.2, 0.6).toArray();
    }

    static DMatrixRMaj gaussian(SplittableRandom random, int rows, int columns) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
        for (int k = 0; k < matrix.getNumElements(); k++) {
            matrix.data[k] = random.nextGaussian();
        }
        return matrix;
    }
}
