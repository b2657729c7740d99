package io.github.marginloss;

import static io.github.marginloss.Call.D;
import static io.github.marginloss.Call.M;
import static io.github.marginloss.Call.N;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.reference.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.ejml.MatrixDimensionException;
import org.ejml.data.DMatrixRMaj;

/**
 * One way to call a loss wrongly, with the exception and words of its message.
 *
 * @param spoil turns a good call into a bad one
 * @param words words that the message contains
 */
record Fault(String name, Class<? extends Exception> type, UnaryOperator<Call> spoil, List<String> words) {

    private static Fault of(String name, Class<? extends Exception> type, UnaryOperator<Call> spoil, String... words) {
        return new Fault(name, type, spoil, List.of(words));
    }

    private static Fault shape(String name, UnaryOperator<Call> spoil, String... words) {
        return of(name, MatrixDimensionException.class, spoil, words);
    }

    private static Fault illegal(String name, UnaryOperator<Call> spoil, String... words) {
        return of(name, IllegalArgumentException.class, spoil, words);
    }

    /** Faults in features and parameters, which {@code logits} refuses as well. */
    static List<Fault> ofInputs(Losses.Entry entry) {
        List<Fault> list = new ArrayList<>();
        list.add(of("null features", NullPointerException.class, c -> c.withFeatures(null), "features"));
        list.add(of("null parameters", NullPointerException.class, c -> c.withParameters(null), "parameters"));
        list.add(illegal(
                "NaN in features",
                c -> c.withFeatures(with(c.features(), 2, 1, Double.NaN)),
                "features[2, 1]",
                "NaN",
                "finite"));
        list.add(illegal(
                "infinite features",
                c -> c.withFeatures(with(c.features(), M - 1, D - 1, Double.NEGATIVE_INFINITY)),
                "features[3, 2]",
                "-Infinity",
                "finite"));
        list.add(illegal("d = 0", Fault::withoutDimensions, "features", "4×0"));
        list.add(illegal("n = 0", Fault::withoutClasses, "0×3", "class"));
        for (Kind kind : Kind.values()) {
            if (entry.kinds().contains(kind)) {
                ofParameter(list, kind, entry.kinds(), name(kind));
            } else if (!entry.loss().uses().contains(kind)) {
                int columns = kind == Kind.BIAS ? 1 : D;
                list.add(illegal(
                        "foreign " + kind,
                        c -> c.withParameter(kind, new DMatrixRMaj(N, columns)),
                        named(entry.loss()),
                        name(kind)));
            }
            if (entry.kinds().contains(kind) && kind != Kind.BIAS) {
                list.add(illegal(
                        "missing " + kind,
                        c -> c.withParameter(kind, null).withGradient(kind, null),
                        named(entry.loss()),
                        name(kind)));
            }
        }
        list.add(illegal("no parameters", c -> c.withParameters(new Parameters(null, null, null))));
        return list;
    }

    private static void ofParameter(List<Fault> list, Kind kind, Set<Kind> kinds, String name) {
        int columns = kind == Kind.BIAS ? 1 : D;
        // the first parameter determines the number of classes, and the others must agree
        boolean first = kind == Kind.WEIGHTS || kind == Kind.CENTERS && !kinds.contains(Kind.WEIGHTS);
        String good = (first ? "n" : "" + N) + "×" + columns + " expected, one class per row";
        String wide = N + "×" + (columns + 1);
        list.add(shape("wide " + kind, c -> c.withParameter(kind, new DMatrixRMaj(N, columns + 1)), name, wide, good));
        if (first) {
            list.add(shape(
                    "transposed " + kind,
                    c -> c.withParameter(kind, new DMatrixRMaj(D, N)),
                    name + " is 3×5, but features is 4×3: n×3 expected, one class per row; its transpose would fit"));
        }
        list.add(shape("flat " + kind, c -> c.withParameter(kind, new DMatrixRMaj(N, 0)), name, N + "×0", good));
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            list.add(illegal(
                    bad + " in " + kind,
                    c -> c.withParameter(kind, with(c.parameters().get(kind), N - 2, columns - 1, bad)),
                    name + "[3, " + (columns - 1) + "]",
                    bad + "",
                    "finite"));
        }
        if (kind == Kind.BIAS) {
            list.add(shape(
                    "long bias",
                    c -> c.withParameter(kind, new DMatrixRMaj(N + 1, 1)),
                    name,
                    "6×1",
                    "weights is 5×3",
                    good));
            list.add(shape(
                    "lying bias",
                    c -> c.withParameter(kind, new DMatrixRMaj(1, N)),
                    name,
                    "1×5",
                    "weights is 5×3",
                    good));
        }
    }

    /** Faults in labels and outputs. */
    static List<Fault> ofCall(Losses.Entry entry) {
        List<Fault> list = new ArrayList<>();
        list.add(of("null labels", NullPointerException.class, c -> c.withLabels((int[]) null), "labels"));
        list.add(shape("few labels", c -> c.withLabels(0, 1, 2), "labels", "3", "4×3"));
        list.add(shape("many labels", c -> c.withLabels(0, 1, 2, 3, 4), "labels", "5", "4×3"));
        list.add(shape("few losses", c -> c.withLosses(new double[M - 1]), "sampleLosses", "3", "4×3"));
        list.add(shape("many losses", c -> c.withLosses(new double[M + 1]), "sampleLosses", "5", "4×3"));
        for (int bad : new int[] {-1, N, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            list.add(illegal("label " + bad, c -> c.withLabels(0, 1, bad, 2), "labels[2]", bad + "", "n = 5"));
        }
        alias(list, "gradients.features", null, entry);
        for (Kind kind : Kind.values()) {
            String name = "gradients." + name(kind);
            if (entry.kinds().contains(kind)) {
                alias(list, name, kind, entry);
            } else {
                list.add(illegal(
                        name + " without " + kind, c -> c.withGradient(kind, Call.output()), name, "no " + name(kind)));
            }
        }
        return list;
    }

    /** The name in messages; a reference goes by the name of its loss. */
    private static String named(Loss loss) {
        return (loss instanceof Reference reference ? reference.loss() : loss)
                .getClass()
                .getSimpleName();
    }

    private static void alias(List<Fault> list, String name, Kind kind, Losses.Entry entry) {
        list.add(illegal(name + " is features", c -> c.withGradient(kind, c.features()), name, "features"));
        list.add(illegal(
                name + " has the array of features",
                c -> c.withGradient(kind, DMatrixRMaj.wrap(1, 1, c.features().data)),
                name,
                "features"));
        for (Kind other : entry.kinds()) {
            list.add(illegal(
                    name + " is " + other,
                    c -> c.withGradient(kind, c.parameters().get(other)),
                    name,
                    name(other)));
        }
        list.add(illegal(
                name + " has the array of sampleLosses",
                c -> c.withGradient(kind, DMatrixRMaj.wrap(2, 2, c.sampleLosses())),
                name,
                "sampleLosses"));
        if (kind != null) {
            list.add(illegal(
                    name + " is gradients.features",
                    c -> c.withGradient(kind, c.gradients().features()),
                    name,
                    "gradients.features"));
            list.add(illegal(
                    name + " is gradients.features, which is empty",
                    c -> {
                        DMatrixRMaj empty = new DMatrixRMaj();
                        return c.withGradient(null, empty).withGradient(kind, empty);
                    },
                    name,
                    "gradients.features"));
        }
    }

    private static Call withoutClasses(Call c) {
        Parameters p = c.parameters();
        return c.withParameters(new Parameters(
                p.weights() == null ? null : new DMatrixRMaj(0, D),
                p.bias() == null ? null : new DMatrixRMaj(0, 1),
                p.centers() == null ? null : new DMatrixRMaj(0, D)));
    }

    private static Call withoutDimensions(Call c) {
        Parameters p = c.parameters();
        return c.withFeatures(new DMatrixRMaj(M, 0))
                .withParameters(new Parameters(
                        p.weights() == null ? null : new DMatrixRMaj(N, 0),
                        p.bias(),
                        p.centers() == null ? null : new DMatrixRMaj(N, 0)));
    }

    static DMatrixRMaj with(DMatrixRMaj matrix, int row, int column, double value) {
        DMatrixRMaj result = matrix.copy();
        result.set(row, column, value);
        return result;
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name;
    }
}
