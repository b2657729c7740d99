package io.github.marginloss.reference;

import io.github.marginloss.internal.exact.Enclosure;
import io.github.marginloss.reference.Sample.Softmax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
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

    /** Σ factor·Σ (w_j − w_origin), and w_origin itself is 0 for NONE. */
    private record Group(Enclosure factor, int origin, List<Integer> classes) {}

    private final Batch batch;
    private final ExactProducts products;
    private final Sample<Enclosure> sample;
    private final int i;
    private final int label;
    private final List<Group> groups = new ArrayList<>();

    FeatureGradient(Batch batch, ExactProducts products, Sample<Enclosure> sample, int i) {
        this.batch = batch;
        this.products = products;
        this.sample = sample;
        this.i = i;
        label = batch.labels()[i];
        for (Softmax<Enclosure> softmax : sample.softmaxes()) {
            if (softmax.own().pivot() == Contribution.NONE) {
                addClasses(softmax);
            } else {
                addByLogit(softmax);
            }
        }
    }

    private void addClasses(Softmax<Enclosure> softmax) {
        for (int j = 0; j < batch.classes(); j++) {
            Enclosure factor = softmax.own().classes().get(j).times(softmax.coefficient());
            groups.add(new Group(factor, Contribution.NONE, List.of(j)));
        }
    }

    private void addByLogit(Softmax<Enclosure> softmax) {
        int pivot = softmax.own().pivot();
        // −(w_y − w_t)
        groups.add(new Group(softmax.coefficient().negate(), pivot, List.of(label)));
        Map<Double, List<Group>> places = new HashMap<>();
        Map<Group, Enclosure> logits = new IdentityHashMap<>();
        for (int j = 0; j < batch.classes(); j++) {
            Enclosure product = products.product(i, j);
            Enclosure logit = softmax.biased() ? product.plus(products.bias(j)) : product;
            List<Group> near = places.computeIfAbsent(logit.toDouble() + 0.0, key -> new ArrayList<>());
            Group equal = near.stream()
                    .filter(group -> logits.get(group).minus(logit).isZero())
                    .findFirst()
                    .orElse(null);
            if (equal == null) {
                equal = new Group(probability(softmax, j).times(softmax.coefficient()), pivot, new ArrayList<>());
                near.add(equal);
                logits.put(equal, logit);
                groups.add(equal);
            }
            equal.classes.add(j);
        }
    }

    /** p_j; for the pivot, whose weight is counted from itself, any number. */
    private Enclosure probability(Softmax<Enclosure> softmax, int j) {
        Enclosure g = softmax.own().classes().get(j);
        return j == label ? g.plus(products.number(1)) : g;
    }

    /** {@return entry k of ∂L/∂x} */
    Enclosure entry(int k) {
        Enclosure x = number(batch.features(), i, k);
        Enclosure sum = x.times(sample.gradients().own());
        DMatrixRMaj weights = batch.parameters().weights();
        for (Group group : groups) {
            Enclosure origin =
                    group.origin == Contribution.NONE ? products.number(0) : number(weights, group.origin, k);
            Enclosure rows = products.number(0);
            for (int j : group.classes) {
                rows = rows.plus(number(weights, j, k).minus(origin));
            }
            sum = sum.plus(rows.times(group.factor));
        }
        DMatrixRMaj c = batch.parameters().centers();
        return c == null ? sum : sum.plus(x.minus(number(c, label, k)).times(sample.center()));
    }

    private Enclosure number(DMatrixRMaj matrix, int row, int column) {
        return products.number(matrix.data[row * matrix.numCols + column]);
    }
}
