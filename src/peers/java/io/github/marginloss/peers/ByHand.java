package io.github.marginloss.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.github.marginloss.bench.Problem;

/**
 * The gradients by their formulas, in DJL's operations, in place where possible. Large arrays are freed as soon as they
 * are no longer needed. This is more than a user would ordinarily write, and the fastest form that was found.
 */
final class ByHand extends Djl {

    private static final int[] COLUMNS = {1};

    ByHand(Problem problem, int threads, DataType type) {
        super(problem, threads, type);
    }

    @Override
    Result step(NDManager scratch, NDArray target) {
        NDArray xNorms = features.norm(COLUMNS, true);
        NDArray wNorms = weights.norm(COLUMNS, true);
        NDArray x = features.div(xNorms);
        NDArray w = weights.div(wNorms);
        attach(scratch, xNorms, wNorms, x, w);
        NDArray cosines = x.matMul(w.transpose());
        NDArray cos = cosines.gather(target, 1);
        NDArray sin = cos.square().neg().add(1).sqrt();
        NDArray slope = cos.div(sin).mul(SIN_M).add(COS_M);
        NDArray logits =
                cosines.scatter(target, cos.mul(COS_M).sub(sin.mul(SIN_M)), 1).muli(S);
        cosines.close();
        NDArray p = logits.softmax(1);
        logits.close();
        NDArray own = p.gather(target, 1);
        double loss = -value(own.log().mean());
        NDArray slopes = p.scatter(target, own.sub(1).mul(slope), 1).muli(S / samples);
        p.close();
        NDArray xGradient = project(slopes.matMul(w), x, xNorms);
        NDArray wGradient = project(slopes.transpose().matMul(x), w, wNorms);
        return new Result(loss, xGradient, wGradient);
    }

    private static void attach(NDManager scratch, NDArray... arrays) {
        for (NDArray array : arrays) {
            array.attach(scratch);
        }
    }

    /** (g − (g·u) u)/‖·‖, row by row. */
    private static NDArray project(NDArray gradient, NDArray unit, NDArray norms) {
        NDArray product = gradient.mul(unit);
        NDArray along = product.sum(COLUMNS, true);
        product.close();
        NDArray part = unit.mul(along);
        gradient.subi(part).divi(norms);
        part.close();
        return gradient;
    }

    static String name(DataType type) {
        return family(type) + ", by hand";
    }

    @Override
    public String name() {
        return name(type);
    }
}
