package io.github.marginloss;

import io.github.marginloss.core.Real;
import io.github.marginloss.internal.kernel.DoubleRows;
import io.github.marginloss.internal.softmax.SoftmaxTerm;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * A softmax loss that only describes itself: a loss of your own states its head and its reduction and contains no code
 * that computes.
 */
public interface HeadLoss extends DescribedLoss, MarginLoss {

    @Override
    default DMatrixRMaj logits(DMatrixRMaj features, Parameters parameters) {
        Arguments arguments = Arguments.ofLogits(features, parameters);
        Description.Described description = Sum.describe(this, Real.ONE);
        ArgumentCheck.check(List.of(description), arguments);
        DMatrixRMaj logits = new DMatrixRMaj(features.numRows, arguments.classes());
        SoftmaxTerm.logits(
                description.head(),
                arguments.features(),
                arguments.parameters().get(Parameters.Kind.WEIGHTS),
                arguments.parameters().get(Parameters.Kind.BIAS),
                new DoubleRows(logits));
        return logits;
    }
}
