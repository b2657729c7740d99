package io.github.marginloss;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.internal.Check;
import io.github.marginloss.internal.kernel.RowSource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.ejml.MatrixDimensionException;
import org.ejml.data.FMatrixRMaj;

/** The checks that every call begins with. Which of them apply depends on the parameters that the loss uses. */
final class ArgumentCheck {

    private ArgumentCheck() {}

    /** Checks everything, including a search for NaN and infinities. */
    static void check(List<Description> terms, Arguments arguments) {
        checkShapes(terms, arguments);
        Check.finite("features", arguments.features());
        arguments.parameters().forEach((kind, rows) -> Check.finite(name(kind), rows));
    }

    /** Checks everything except for NaN and infinities: the search for them takes time. */
    static void checkShapes(List<Description> terms, Arguments arguments) {
        terms.forEach(ArgumentCheck::head);
        kinds(terms, arguments);
        shapes(arguments);
        if (arguments.labels() != null) {
            labels(terms, arguments);
        }
        terms.forEach(term -> term.check(arguments.features().rows(), arguments.classes()));
        outputs(arguments);
    }

    /** Checks that the parameters that a loss uses suit its head. */
    private static void head(Description term) {
        if (term instanceof Description.Described described && !described.fits()) {
            throw new IllegalArgumentException(term.name() + " uses " + names(term.uses()) + ", but its head is "
                    + described.head() + ": " + described.fitting() + " expected");
        }
    }

    private static void kinds(List<Description> terms, Arguments arguments) {
        Set<Kind> uses = EnumSet.noneOf(Kind.class);
        terms.forEach(term -> uses.addAll(term.uses()));
        for (Kind kind : Kind.values()) {
            boolean given = arguments.parameters().containsKey(kind);
            if (given && !uses.contains(kind)) {
                throw new IllegalArgumentException(name(terms) + " takes " + names(uses) + ", but was given "
                        + name(kind) + ": parameters without " + name(kind) + " expected"
                        + (kind == Kind.CENTERS ? ", for example parameters.withCenters(null)" : ""));
            }
            if (!given && uses.contains(kind) && kind != Kind.BIAS) {
                throw new IllegalArgumentException(user(terms, kind) + " needs " + name(kind) + ", which are missing: "
                        + cure(kind, arguments) + " expected");
            }
        }
    }

    private static String cure(Kind kind, Arguments arguments) {
        String floats = arguments.features().matrix() instanceof FMatrixRMaj ? "Float" : "";
        return kind == Kind.WEIGHTS ? floats + "Parameters.ofWeights(weights)" : "parameters.withCenters(centers)";
    }

    /** Names the first term that uses a kind of parameters. */
    private static String user(List<Description> terms, Kind kind) {
        String user = terms.stream()
                .filter(term -> term.uses().contains(kind))
                .map(Description::name)
                .findFirst()
                .orElseThrow();
        return terms.size() == 1 ? user : user + ", a term of " + name(terms) + ",";
    }

    private static void shapes(Arguments arguments) {
        RowSource features = arguments.features();
        if (features.columns() == 0) {
            throw new IllegalArgumentException(
                    "features is " + Check.shape(features) + ": at least one feature dimension expected");
        }
        Check.complete("features", features);
        Map<Kind, RowSource> parameters = arguments.parameters();
        Kind first = parameters.containsKey(Kind.WEIGHTS) ? Kind.WEIGHTS : Kind.CENTERS;
        parameters.forEach((kind, rows) -> {
            if (rows.rows() == 0) {
                throw new IllegalArgumentException(
                        name(kind) + " is " + Check.shape(rows) + ": at least one class expected");
            }
            Check.complete(name(kind), rows);
            if (kind == first) {
                firstShape(kind, rows, features);
            } else {
                int columns = kind == Kind.BIAS ? 1 : features.columns();
                RowSource like = parameters.getOrDefault(first, features);
                int n = parameters.containsKey(first) ? arguments.classes() : rows.rows();
                Check.shape(name(kind), rows, n, columns, ", one class per row", name(first), like);
            }
        });
    }

    /** Checks the parameter that determines the number of classes; only its columns can be wrong. */
    private static void firstShape(Kind kind, RowSource rows, RowSource features) {
        int d = features.columns();
        if (rows.columns() != d) {
            throw new MatrixDimensionException(
                    name(kind) + " is " + Check.shape(rows) + ", but features is " + Check.shape(features) + ": n×" + d
                            + " expected, one class per row" + (rows.rows() == d ? "; its transpose would fit" : ""));
        }
    }

    private static void labels(List<Description> terms, Arguments arguments) {
        Check.length("labels", arguments.labels().length, arguments.features());
        if (arguments.sampleLosses() != null) {
            Check.length("sampleLosses", arguments.sampleLosses().length, arguments.features());
        }
        // without class weights and centers there are no classes to name
        if (arguments.classes() > 0) {
            Check.labels(
                    arguments.labels(),
                    arguments.classes(),
                    label -> terms.stream().allMatch(term -> term.ignores(label)));
        }
    }

    /** Checks what the conversion of floats to doubles relies on. The user's own loss checks everything else. */
    static void checkMemory(Arguments arguments) {
        Check.complete("features", arguments.features());
        arguments.parameters().forEach((kind, rows) -> Check.complete(name(kind), rows));
        outputs(arguments);
    }

    private static void outputs(Arguments arguments) {
        Map<String, RowSource> inputs = new LinkedHashMap<>();
        Map<String, RowSource> outputs = new LinkedHashMap<>();
        inputs.put("features", arguments.features());
        arguments.parameters().forEach((kind, rows) -> inputs.put(name(kind), rows));
        if (arguments.featureGradient() != null) {
            outputs.put("gradients.features", arguments.featureGradient());
        }
        arguments.gradients().forEach((kind, rows) -> {
            if (!arguments.parameters().containsKey(kind)) {
                throw new IllegalArgumentException(
                        "gradients." + name(kind) + " is wanted, but parameters has no " + name(kind));
            }
            outputs.put("gradients." + name(kind), rows);
        });
        outputs.forEach((name, rows) -> Objects.requireNonNull(rows.array(), name + ".data"));
        Check.distinct(inputs, outputs, arguments.sampleLosses());
    }

    private static String name(List<Description> terms) {
        return terms.size() == 1
                ? terms.get(0).name()
                : terms.stream().map(Description::name).collect(Collectors.joining(" + ", "Sum (", ")"));
    }

    private static String names(Set<Kind> kinds) {
        return kinds.isEmpty()
                ? "no parameters"
                : kinds.stream().sorted().map(ArgumentCheck::name).collect(Collectors.joining(" and "));
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
