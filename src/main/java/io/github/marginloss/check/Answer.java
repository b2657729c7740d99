package io.github.marginloss.check;

import io.github.marginloss.Gradients;
import io.github.marginloss.Loss;
import io.github.marginloss.Parameters;
import io.github.marginloss.check.Entry.Output;
import io.github.marginloss.internal.Check;
import io.github.marginloss.internal.kernel.DoubleRows;
import java.util.Arrays;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/**
 * The loss and the gradients at a point, and how the loss treats the matrices for its gradients. Before the first call
 * these are filled with NaN, so an entry that the loss does not write, or only adds to, stays NaN. A second call, on
 * matrices filled with a number, then distinguishes these cases from a NaN that the loss has computed.
 */
final class Answer {

    /** The number in the matrices before the second call. It is so small that adding anything but 0 changes it. */
    private static final double FILLED = 0x1p-100;

    /** L. */
    final double value;

    private final Gradients first;
    /** The gradients of the second call; null if the first gave no NaN. */
    private final Gradients second;

    Answer(Loss loss, DMatrixRMaj features, Parameters parameters, int[] labels) {
        first = filled(Double.NaN, features, parameters);
        value = loss.evaluate(features, parameters, labels, null, first);
        check("features", features, first.features());
        boolean explained = finite(first.features());
        for (Parameters.Kind kind : Parameters.Kind.values()) {
            check(name(kind), parameters.get(kind), first.get(kind));
            explained &= finite(first.get(kind));
        }
        second = explained ? null : filled(FILLED, features, parameters);
        if (second != null) {
            loss.evaluate(features, parameters, labels, null, second);
        }
    }

    /** The name of a kind of parameters in a report. */
    static String name(Parameters.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The gradient with respect to a kind of parameters, or to the features (null). */
    DMatrixRMaj gradient(Parameters.Kind kind) {
        return of(first, kind);
    }

    /** How the loss has treated an entry of that gradient. */
    Output output(Parameters.Kind kind, int entry) {
        if (!Double.isNaN(of(first, kind).data[entry])) {
            return Output.WRITTEN;
        }
        double again = of(second, kind).data[entry];
        return Double.isNaN(again)
                ? Output.WRITTEN
                : Double.compare(again, FILLED) == 0 ? Output.NOT_WRITTEN : Output.ADDED_TO;
    }

    private static DMatrixRMaj of(Gradients gradients, Parameters.Kind kind) {
        return kind == null ? gradients.features() : gradients.get(kind);
    }

    private static Gradients filled(double number, DMatrixRMaj features, Parameters parameters) {
        Gradients gradients = Gradients.like(features, parameters);
        fill(number, gradients.features());
        for (Parameters.Kind kind : Parameters.Kind.values()) {
            fill(number, gradients.get(kind));
        }
        return gradients;
    }

    private static void fill(double number, DMatrixRMaj gradient) {
        if (gradient != null) {
            Arrays.fill(gradient.data, number);
        }
    }

    private static boolean finite(DMatrixRMaj gradient) {
        return gradient == null || Arrays.stream(gradient.data).noneMatch(Double::isNaN);
    }

    private static void check(String name, DMatrixRMaj values, DMatrixRMaj gradient) {
        if (values != null) {
            String written = "the matrix that the loss has put into gradients." + name;
            Check.complete(written, new DoubleRows(gradient));
            Check.shape(
                    written,
                    new DoubleRows(gradient),
                    values.numRows,
                    values.numCols,
                    "",
                    name,
                    new DoubleRows(values));
        }
    }
}
