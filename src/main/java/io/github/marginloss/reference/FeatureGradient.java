package io.github.marginloss.reference;

import io.github.marginloss.core.Numeric;
import io.github.marginloss.reference.Sample.Softmax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * The entries of ∂L/∂x of one sample. For the linear softmax, the weight of the pivot class t is subtracted from all
 * class weights:
 *
 * <pre>{@code
 * ∂l/∂x = (1 − ε)(w_t − w_y) + Σ_{j≠t} (p_j − ε/n) (w_j − w_t)
 * }</pre>
 *
 * <p>where the differences are exact. Differences of classes with the same logit are added up before they are
 * multiplied. So if they cancel, no residue is left that could hide a smaller p.
 *
 * @param <N> the arithmetic
 */
final class FeatureGradient<N extends Numeric<N>> {

    /** One factor·Σ (w_j − w_origin); for the origin NONE, w_origin is 0. */
    private record Group<N>(N factor, int origin, List<Integer> classes) {}

    private final Batch batch;
    private final Products<N> products;
    private final Sample<N> sample;
    private final int i;
    private final int label;
    private final List<Group<N>> groups = new ArrayList<>();

    FeatureGradient(Batch batch, Products<N> products, Sample<N> sample, int i) {
        this.batch = batch;
        this.products = products;
        this.sample = sample;
        this.i = i;
        label = batch.labels()[i];
        for (Softmax<N> softmax : sample.softmaxes()) {
            if (softmax.own().pivot() == Contribution.NONE) {
                addClasses(softmax);
            } else {
                addByLogit(softmax);
            }
        }
    }

    private void addClasses(Softmax<N> softmax) {
        for (int j = 0; j < batch.classes(); j++) {
            N factor = softmax.own().classes().get(j).times(softmax.coefficient());
            groups.add(new Group<>(factor, Contribution.NONE, List.of(j)));
        }
    }

    private void addByLogit(Softmax<N> softmax) {
        int pivot = softmax.own().pivot();
        // −(1 − ε) (w_y − w_t)
        groups.add(new Group<>(softmax.coefficient().times(softmax.hard()).negate(), pivot, List.of(label)));
        Map<Double, List<Group<N>>> places = new HashMap<>();
        IdentityHashMap<Group<N>, N> logits = new IdentityHashMap<>();
        for (int j = 0; j < batch.classes(); j++) {
            N product = products.product(i, j);
            N logit = softmax.biased() ? product.plus(products.bias(j)) : product;
            List<Group<N>> near = places.computeIfAbsent(logit.toDouble() + 0.0, key -> new ArrayList<>());
            Group<N> equal = near.stream()
                    .filter(group -> logits.get(group).minus(logit).isZero())
                    .findFirst()
                    .orElse(null);
            if (equal == null) {
                equal = new Group<>(excess(softmax, j).times(softmax.coefficient()), pivot, new ArrayList<>());
                near.add(equal);
                logits.put(equal, logit);
                groups.add(equal);
            }
            equal.classes.add(j);
        }
    }

    /** p_j − ε/n. For the pivot, whose own weight minus itself is 0, any number will do. */
    private N excess(Softmax<N> softmax, int j) {
        N g = softmax.own().classes().get(j);
        return j == label ? g.plus(softmax.hard()) : g;
    }

    /** {@return entry k of ∂L/∂x} */
    N entry(int k) {
        N x = number(batch.features(), i, k);
        N sum = x.times(sample.gradients().own());
        DMatrixRMaj weights = batch.parameters().weights();
        for (Group<N> group : groups) {
            N origin = group.origin == Contribution.NONE ? products.number(0) : number(weights, group.origin, k);
            N rows = products.number(0);
            for (int j : group.classes) {
                rows = rows.plus(number(weights, j, k).minus(origin));
            }
            sum = sum.plus(rows.times(group.factor));
        }
        DMatrixRMaj c = batch.parameters().centers();
        return c == null ? sum : sum.plus(x.minus(number(c, label, k)).times(sample.center()));
    }

    private N number(DMatrixRMaj matrix, int row, int column) {
        return products.number(matrix.data[row * matrix.numCols + column]);
    }
}
