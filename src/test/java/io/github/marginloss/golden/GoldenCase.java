package io.github.marginloss.golden;

import io.github.marginloss.AdaFace;
import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.ClassMargins;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.ElasticFace;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.Loss;
import io.github.marginloss.MagFace;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.NormStatistics;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.MarginRule;
import io.github.marginloss.core.Scale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * One case of a file of golden vectors: inputs that are exact doubles, and the correctly rounded results.
 *
 * @param id its name in the file
 * @param lines the words after each key, one list per line
 */
public record GoldenCase(String id, Map<String, List<List<String>>> lines) {

    public boolean has(String key) {
        return lines.containsKey(key);
    }

    private List<List<String>> of(String key) {
        List<List<String>> found = lines.get(key);
        if (found == null) {
            throw new IllegalStateException(id + " has no " + key);
        }
        return found;
    }

    public String word(String key) {
        return of(key).get(0).get(0);
    }

    /** The doubles of the only line of a key. */
    public double[] numbers(String key) {
        return of(key).get(0).stream().mapToDouble(GoldenCase::parse).toArray();
    }

    public double number(String key) {
        return numbers(key)[0];
    }

    /** Reads a token {@code decimal|hex}, whose halves must be the same double. */
    static double parse(String token) {
        String[] parts = token.split("\\|");
        double decimal = Double.parseDouble(parts[0]);
        double hex = Double.parseDouble(parts[1]);
        if (parts.length != 2 || Double.doubleToLongBits(decimal) != Double.doubleToLongBits(hex)) {
            throw new IllegalStateException(token + " is not one double");
        }
        return decimal;
    }

    /** One line per row; a key alone is a row without numbers. */
    public DMatrixRMaj matrix(String key) {
        List<double[]> rows = new ArrayList<>();
        for (List<String> line : of(key)) {
            rows.add(line.stream().mapToDouble(GoldenCase::parse).toArray());
        }
        return new DMatrixRMaj(rows.toArray(new double[0][]));
    }

    private DMatrixRMaj matrixOrNull(String key) {
        return has(key) ? matrix(key) : null;
    }

    public DMatrixRMaj features() {
        return matrix("X");
    }

    public Parameters parameters() {
        DMatrixRMaj bias = has("b") ? new DMatrixRMaj(numbers("b")) : null;
        return new Parameters(matrixOrNull("W"), bias, matrixOrNull("C"));
    }

    public int[] labels() {
        return of("y").get(0).stream().mapToInt(Integer::parseInt).toArray();
    }

    private IntStream ignored() {
        return has("ignore") ? of("ignore").get(0).stream().mapToInt(Integer::parseInt) : IntStream.empty();
    }

    private boolean isSoftmax() {
        return word("loss").startsWith("softmax");
    }

    /** The loss of the case, as this library constructs it. */
    public Loss loss() {
        return switch (word("loss")) {
            case "center" -> new Center(reduction(word("centerReduction")));
            case "softmax+center" ->
                smoothed(new Softmax(reduction("mean")))
                        .plus(number("lambda"), new Center(reduction(word("centerReduction"))));
            default -> smoothed((HeadLoss) headLoss().withReduction(reduction("mean")));
        };
    }

    private HeadLoss smoothed(HeadLoss loss) {
        return has("smoothing") ? new LabelSmoothing(loss, number("smoothing")) : loss;
    }

    /** The loss with its usual reduction. */
    private HeadLoss headLoss() {
        return switch (word("loss")) {
            case "softmax" -> new Softmax();
            case "nsoftmax" -> new NormalizedSoftmax(scale(), Reduction.MEAN);
            case "sphereface" -> new SphereFace(Integer.parseInt(word("t")), number("lambda"), scale(), Reduction.MEAN);
            case "cosface" -> new CosFace(number("s"), number("m"));
            case "arcface" -> new ArcFace(number("s"), number("m"), extension());
            case "combined" -> new CombinedMargin(number("s"), number("m1"), number("m2"), number("m3"));
            case "marginsoftmax" -> new MarginSoftmax(scale(), classMargins());
            case "elasticface" -> new ElasticFace(number("s"), isAngular("sampleMargins"), margins("sampleMargins"));
            case "adaface" -> new AdaFace(number("s"), number("m"), number("h"), norms());
            case "magface" ->
                new MagFace(number("s"), range(), number("lambda"), word("easy").equals("true"), Reduction.MEAN);
            default -> throw new IllegalStateException(id + ": loss " + word("loss"));
        };
    }

    private MarginRule classMargins() {
        double[] m = margins("classMargins");
        return isAngular("classMargins") ? ClassMargins.angular(m) : ClassMargins.cosine(m);
    }

    private boolean isAngular(String key) {
        return switch (word(key)) {
            case "angular" -> true;
            case "cosine" -> false;
            default -> throw new IllegalStateException(id + ": margins " + word(key));
        };
    }

    private double[] margins(String key) {
        return of(key).get(0).stream().skip(1).mapToDouble(GoldenCase::parse).toArray();
    }

    private NormStatistics norms() {
        double[] norms = numbers("norms");
        return new NormStatistics(norms[0], norms[1]);
    }

    private MagFace.Range range() {
        double[] range = numbers("range");
        return new MagFace.Range(range[0], range[1], range[2], range[3]);
    }

    private Scale scale() {
        return has("fixedNorm") ? Scale.fixed(number("fixedNorm")) : Scale.norm();
    }

    private ArcFace.Extension extension() {
        return switch (word("variant")) {
            case "pure" -> ArcFace.Extension.NONE;
            case "threshold" -> ArcFace.Extension.LINEAR;
            case "easy" -> ArcFace.Extension.EASY;
            case "continuous" -> ArcFace.Extension.CONTINUOUS;
            case "clamp" -> ArcFace.Extension.CLAMP;
            default -> throw new IllegalStateException(id + ": variant " + word("variant"));
        };
    }

    /** The reduction: that of the weights if there are any, without ignored labels. */
    private Reduction reduction(String word) {
        Reduction reduction = has("sampleWeights")
                ? Reduction.weighted(numbers("sampleWeights"))
                : word.equals("mean") ? Reduction.MEAN : Reduction.SUM;
        for (int label : ignored().toArray()) {
            reduction = reduction.ignoring(label);
        }
        return reduction;
    }

    /** The size R of the logits of sample i. */
    double scaleOfLogits(int i) {
        DMatrixRMaj weights = matrix("W");
        double largest = 0;
        for (int j = 0; j < weights.numRows; j++) {
            largest = Math.max(largest, norm(weights, j));
        }
        if (has("s") || has("fixedNorm")) {
            return number(has("s") ? "s" : "fixedNorm");
        }
        double length = norm(features(), i);
        double bias =
                has("b") ? Arrays.stream(numbers("b")).map(Math::abs).max().getAsDouble() : 0;
        int t = has("t") ? Integer.parseInt(word("t")) : 0;
        return isSoftmax() ? largest * length + bias : length * (2 * t + 1);
    }

    private static double norm(DMatrixRMaj matrix, int row) {
        double norm = 0;
        for (int k = 0; k < matrix.numCols; k++) {
            norm = Math.hypot(norm, matrix.get(row, k));
        }
        return norm;
    }

    /** Whether out.z at this place is a score without margin. */
    boolean isMarginFree(int i, int j) {
        return isSoftmax() || word("loss").equals("nsoftmax") || labels()[i] != j;
    }

    @Override
    public String toString() {
        return id + " " + word("loss") + (has("variant") ? " " + word("variant") : "") + ": "
                + String.join(" ", of("about").get(0));
    }
}
