package io.github.marginloss;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.kernel.FloatRows;
import io.github.marginloss.internal.kernel.KernelChoice;
import io.github.marginloss.internal.kernel.RowSink;
import io.github.marginloss.internal.softmax.SoftmaxTerm;
import java.util.List;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/**
 * A softmax loss that is only a description. Your own loss states its head and its reduction, and the library computes
 * everything.
 */
public interface HeadLoss extends DescribedLoss, MarginLoss {

    @Override
    default DMatrixRMaj logits(DMatrixRMaj features, Parameters parameters) {
        DMatrixRMaj logits = new DMatrixRMaj();
        HeadLoss.logits(this, Arguments.ofLogits(features, parameters), new DoubleRows(logits));
        return logits;
    }

    @Override
    default FMatrixRMaj logits(FMatrixRMaj features, FloatParameters parameters) {
        FMatrixRMaj logits = new FMatrixRMaj();
        HeadLoss.logits(this, Arguments.ofLogits(features, parameters), new FloatRows(logits));
        return logits;
    }

    @Override
    default double[] targetCosines(DMatrixRMaj features, Parameters parameters, int[] labels) {
        Parameters own = Objects.requireNonNull(parameters, "parameters").withCenters(null);
        return TargetCosines.of(Sum.describe(this, Real.ONE), Arguments.of(features, own, labels, null, null));
    }

    @Override
    default double[] targetCosines(FMatrixRMaj features, FloatParameters parameters, int[] labels) {
        FloatParameters own = Objects.requireNonNull(parameters, "parameters").withCenters(null);
        return TargetCosines.of(Sum.describe(this, Real.ONE), Arguments.of(features, own, labels, null, null));
    }

    private static void logits(HeadLoss loss, Arguments arguments, RowSink target) {
        Description.Described description = Sum.describe(loss, Real.ONE);
        ArgumentCheck.check(List.of(description), arguments);
        target.reshape(arguments.features().rows(), arguments.classes());
        SoftmaxTerm.logits(
                (Head.Softmax) description.head(),
                arguments.features(),
                arguments.parameters().get(Parameters.Kind.WEIGHTS),
                arguments.parameters().get(Parameters.Kind.BIAS),
                target);
        KernelChoice.considerVectors();
    }
}
