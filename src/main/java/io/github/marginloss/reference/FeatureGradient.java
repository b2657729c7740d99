package io.github.marginloss.reference;

import io.github.marginloss.core.Head;
import io.github.marginloss.internal.exact.Enclosure;
import io.github.marginloss.reference.Plan.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * The entries of ∂L/∂x of one sample. For the linear softmax class weights are counted from that of the pivot t,
 *
 * <pre>{@code
 * ∂l/∂x = (w_t − w_y) + Σ_{j≠t} p_j (w_j − w_t)
 * }</pre>
 *
 * <p>with the differences exact, and those of classes with the same logit added up before they are multiplied: what
 * cancels there leaves nothing that a smaller p would have to be told from.
 */
final class FeatureGradient {

    /** Classes with one factor. */
    private record Group(Enclosure factor, List<Integer> classes) {}

    private final Batch batch;
    private final ExactProducts products;
    private final Sample<Enclosure> sample;
    private final int i;
    private final int label;
    private final int pivot;
    /** What multiplies w_t − w_y apart from all groups. */
    private final Enclosure whole;

    private final List<Group> groups = new ArrayList<>();

    FeatureGradient(Batch batch, ExactProducts products, List<Part> parts, Sample<Enclosure> sample, int i) {
        this.batch = batch;
        this.products = products;
        this.sample = sample;
        this.i = i;
        label = batch.labels()[i];
        Contribution<Enclosure> gradients = sample.gradients();
        pivot = gradients.hasPivot() ? gradients.pivot() : Contribution.NONE;
        List<Part> softmaxes = parts.stream()
                .filter(part -> !(part.head() instanceof Head.Distance) && !part.isZero(i))
                .toList();
        if (pivot != Contribution.NONE && softmaxes.size() == 1) {
            Part part = softmaxes.get(0);
            whole = products.number(part.coefficients().get(i));
            groupByLogit(part.biased());
        } else {
            whole = products.number(0);
            for (int j = 0; j < gradients.classes().size(); j++) {
                groups.add(new Group(gradients.classes().get(j), List.of(j)));
            }
        }
    }

    private void groupByLogit(boolean biased) {
        Map<Double, List<Integer>> places = new HashMap<>();
        List<Enclosure> logits = new ArrayList<>();
        for (int j = 0; j < batch.classes(); j++) {
            Enclosure product = products.product(i, j);
            Enclosure logit = biased ? product.plus(products.bias(j)) : product;
            List<Integer> near = places.computeIfAbsent(logit.toDouble() + 0.0, key -> new ArrayList<>());
            Integer equal = null;
            for (int place : near) {
                equal = logits.get(place).minus(logit).isZero() ? (Integer) place : equal;
            }
            if (equal == null) {
                near.add(groups.size());
                logits.add(logit);
                groups.add(new Group(probability(j), new ArrayList<>(List.of(j))));
            } else {
                groups.get(equal).classes.add(j);
            }
        }
    }

    /** The coefficient times p_j. */
    private Enclosure probability(int j) {
        Enclosure factor = sample.gradients().classes().get(j);
        return j == label && j != pivot ? factor.plus(whole) : factor;
    }

    /** {@return entry k of ∂L/∂x} */
    Enclosure entry(int k) {
        Enclosure x = number(batch.features(), i, k);
        Enclosure sum = x.times(sample.gradients().own());
        DMatrixRMaj weights = batch.parameters().weights();
        if (weights != null) {
            sum = sum.plus(ofWeights(weights, k));
        }
        DMatrixRMaj c = batch.parameters().centers();
        return c == null ? sum : sum.plus(x.minus(number(c, label, k)).times(sample.center()));
    }

    private Enclosure ofWeights(DMatrixRMaj weights, int k) {
        Enclosure origin = pivot == Contribution.NONE ? products.number(0) : number(weights, pivot, k);
        Enclosure sum = origin.minus(number(weights, label, k)).times(whole);
        for (Group group : groups) {
            Enclosure rows = products.number(0);
            for (int j : group.classes) {
                rows = rows.plus(number(weights, j, k).minus(origin));
            }
            sum = sum.plus(rows.times(group.factor));
        }
        return sum;
    }

    private Enclosure number(DMatrixRMaj matrix, int row, int column) {
        return products.number(matrix.data[row * matrix.numCols + column]);
    }
}
