package io.github.marginloss;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.core.Check;
import io.github.marginloss.core.Head;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.ejml.MatrixDimensionException;
import org.ejml.data.DMatrixRMaj;

/** The checks that every evaluation begins with; which of them apply follows from what the loss uses. */
final class Arguments {

    private Arguments() {}

    static void check(
            Loss loss,
            DMatrixRMaj features,
            Parameters parameters,
            int[] labels,
            double[] sampleLosses,
            Gradients gradients) {
        checkShapes(loss, features, parameters, labels, sampleLosses, gradients);
        values(features, parameters);
    }

    /** All but the search for NaN and infinities, which takes its time. */
    static void checkShapes(
            Loss loss,
            DMatrixRMaj features,
            Parameters parameters,
            int[] labels,
            double[] sampleLosses,
            Gradients gradients) {
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(labels, "labels");
        kinds(loss, parameters);
        shapes(features, parameters);
        Check.length("labels", labels.length, features);
        if (sampleLosses != null) {
            Check.length("sampleLosses", sampleLosses.length, features);
        }
        outputs(features, parameters, sampleLosses, gradients);
        // without class weights and centers there are no classes to name
        if (parameters.weights() != null || parameters.centers() != null) {
            Check.labels(labels, classes(parameters));
        }
    }

    /** The same for logits, which have neither labels nor outputs, and nothing to do with centers. */
    static void checkLogits(Loss loss, DMatrixRMaj features, Parameters parameters) {
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(parameters, "parameters");
        Parameters read = parameters.withCenters(null);
        kinds(loss, read);
        shapes(features, read);
        values(features, read);
    }

    /** A head that is there, and takes what its loss uses. */
    static void head(HeadLoss loss) {
        Head head = Objects.requireNonNull(loss.head(), "head");
        Set<Kind> uses = loss.uses();
        boolean fits = uses.contains(Kind.WEIGHTS)
                && !uses.contains(Kind.CENTERS)
                && (head instanceof Head.Linear || !uses.contains(Kind.BIAS));
        if (!fits) {
            throw new IllegalArgumentException(name(loss) + " uses " + names(uses) + ", but its head is " + head
                    + ": class weights expected, and beside them a bias for a linear head alone");
        }
    }

    /** n, or 0 for a loss without parameters. */
    static int classes(Parameters parameters) {
        DMatrixRMaj rows = parameters.weights() != null ? parameters.weights() : parameters.centers();
        return rows == null ? 0 : rows.numRows;
    }

    private static void kinds(Loss loss, Parameters parameters) {
        Set<Kind> uses = loss.uses();
        for (Kind kind : Kind.values()) {
            boolean given = parameters.get(kind) != null;
            if (given && !uses.contains(kind)) {
                throw new IllegalArgumentException(name(loss) + " takes " + names(uses) + ", but was given "
                        + name(kind) + ": parameters without " + name(kind) + " expected");
            }
            if (!given && uses.contains(kind) && kind != Kind.BIAS) {
                String cure =
                        kind == Kind.WEIGHTS ? "Parameters.ofWeights(weights)" : "parameters.withCenters(centers)";
                throw new IllegalArgumentException(
                        user(loss, kind) + " needs " + name(kind) + ", which are missing: " + cure + " expected");
            }
        }
    }

    /** The loss that uses a kind of parameters: of a sum, its first term that does. */
    private static String user(Loss loss, Kind kind) {
        String user = Terms.leaves(loss)
                .filter(term -> term.uses().contains(kind))
                .map(Arguments::name)
                .findFirst()
                .orElse(name(loss));
        return loss instanceof Sum ? user + ", a term of " + name(loss) + "," : user;
    }

    private static void shapes(DMatrixRMaj features, Parameters parameters) {
        if (features.numCols == 0) {
            throw new IllegalArgumentException(
                    "features is " + Check.shape(features) + ": at least one feature dimension expected");
        }
        Check.complete("features", features);
        int classes = classes(parameters);
        Kind first = parameters.weights() != null ? Kind.WEIGHTS : Kind.CENTERS;
        for (Kind kind : Kind.values()) {
            DMatrixRMaj parameter = parameters.get(kind);
            if (parameter == null) {
                continue;
            }
            if (parameter.numRows == 0) {
                throw new IllegalArgumentException(
                        name(kind) + " is " + Check.shape(parameter) + ": at least one class expected");
            }
            Check.complete(name(kind), parameter);
            if (kind == first) {
                firstShape(kind, parameter, features);
            } else {
                int columns = kind == Kind.BIAS ? 1 : features.numCols;
                Check.shape(
                        name(kind),
                        parameter,
                        classes,
                        columns,
                        ", one class per row",
                        name(first),
                        parameters.get(first));
            }
        }
    }

    /** The parameter that says how many classes there are fits if its columns do. */
    private static void firstShape(Kind kind, DMatrixRMaj parameter, DMatrixRMaj features) {
        int d = features.numCols;
        if (parameter.numCols != d) {
            throw new MatrixDimensionException(name(kind) + " is " + Check.shape(parameter) + ", but features is "
                    + Check.shape(features) + ": n×" + d + " expected, one class per row"
                    + (parameter.numRows == d ? "; its transpose would fit" : ""));
        }
    }

    private static void values(DMatrixRMaj features, Parameters parameters) {
        Check.finite("features", features);
        for (Kind kind : Kind.values()) {
            if (parameters.get(kind) != null) {
                Check.finite(name(kind), parameters.get(kind));
            }
        }
    }

    private static void outputs(
            DMatrixRMaj features, Parameters parameters, double[] sampleLosses, Gradients gradients) {
        Map<String, DMatrixRMaj> inputs = new LinkedHashMap<>();
        Map<String, DMatrixRMaj> outputs = new LinkedHashMap<>();
        inputs.put("features", features);
        if (gradients != null && gradients.features() != null) {
            outputs.put("gradients.features", gradients.features());
        }
        for (Kind kind : Kind.values()) {
            DMatrixRMaj gradient = gradients == null ? null : gradients.get(kind);
            if (parameters.get(kind) != null) {
                inputs.put(name(kind), parameters.get(kind));
            } else if (gradient != null) {
                throw new IllegalArgumentException(
                        "gradients." + name(kind) + " is wanted, but parameters has no " + name(kind));
            }
            if (gradient != null) {
                outputs.put("gradients." + name(kind), gradient);
            }
        }
        Check.distinct(inputs, outputs, sampleLosses);
    }

    private static String names(Set<Kind> kinds) {
        return kinds.isEmpty()
                ? "no parameters"
                : kinds.stream().map(Arguments::name).collect(Collectors.joining(" and "));
    }

    /** A sum is named with its terms; an anonymous class has a name as well, if no simple one. */
    private static String name(Loss loss) {
        if (loss instanceof Sum) {
            return Terms.leaves(loss).map(Arguments::name).collect(Collectors.joining(" + ", "Sum (", ")"));
        }
        String simple = loss.getClass().getSimpleName();
        return simple.isEmpty() ? loss.getClass().getName() : simple;
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
