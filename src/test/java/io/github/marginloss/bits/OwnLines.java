package io.github.marginloss.bits;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.CosFace;
import io.github.marginloss.HeadLoss;
import io.github.marginloss.Loss;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.Scale;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Supplier;

/**
 * Types that a user may write: a loss, a head, a margin, a reduction. They only add and multiply, so that their results
 * are the same everywhere.
 */
final class OwnLines {

    private OwnLines() {}

    static List<Line> lines() {
        Supplier<List<Inputs>> batches = () -> List.of(Inputs.random(80, 9, 12, 70), Inputs.random(80, 20, 12, 70));
        Loss own = new OwnLoss(Reduction.MEAN);
        Loss head = head(new ArcFace());
        return List.of(
                Line.of("own Loss", new Softmax().plus(0.1, own), batches),
                Line.of("own Loss, Center", own.plus(0.1, new Center()).plus(2, own), batches),
                Line.of("own Loss alone", own.plus(-1e200, own), batches),
                Line.of("own HeadLoss", head, batches),
                Line.of("own HeadLoss in a sum", new Softmax().plus(3, head), batches),
                // a head that uses no bias, although the library's head does
                Line.of("own linear HeadLoss", head(new Softmax()), batches),
                Line.of(
                        "own Reduction",
                        new Softmax(new Falling()).plus(0.1, new CosFace(9, 0.1, new Falling())),
                        batches),
                margin("own Margin", Scale.fixed(30), 1),
                margin("own Margin norm", Scale.norm(), 1),
                margin("own steep Margin", Scale.fixed(30), 1e120),
                margin("own steep Margin norm", Scale.norm(), 1e120));
    }

    /** Some classes are near a sample that is not theirs, and some samples are beyond the ordinary range. */
    private static Line margin(String name, Scale scale, double size) {
        Loss loss = new MarginSoftmax(scale, new Tilted(0.3, size), Reduction.MEAN);
        return Line.of(
                name,
                loss,
                () -> List.of(
                        Inputs.random(81, 9, 12, 70),
                        Inputs.random(81, 20, 12, 70),
                        AngleLines.near(13),
                        Inputs.random(81, 9, 12, 70).times(1e200, 1, 1, 1)));
    }

    /**
     * A HeadLoss that is not the library's own. It is a proxy, because the members of HeadLoss are not part of the
     * contract.
     */
    private static HeadLoss head(HeadLoss model) {
        InvocationHandler handler = (self, method, arguments) -> method.isDefault()
                ? InvocationHandler.invokeDefault(self, method, arguments)
                : method.invoke(model, arguments);
        return (HeadLoss)
                Proxy.newProxyInstance(OwnLines.class.getClassLoader(), new Class<?>[] {HeadLoss.class}, handler);
    }

    /** ψ(θ) = size·(cos θ − m sin θ). */
    private record Tilted(double m, double size) implements Margin {
        @Override
        public double value(double cos, double sin) {
            return size * (cos - m * sin);
        }

        @Override
        public double slope(double cos, double sin) {
            return size * (-sin - m * cos);
        }
    }

    /** Coefficients that fall. */
    private record Falling() implements Reduction {
        @Override
        public double[] coefficients(int[] labels) {
            double[] coefficients = new double[labels.length];
            for (int i = 0; i < coefficients.length; i++) {
                coefficients[i] = 1.0 / (1 + i);
            }
            return coefficients;
        }
    }
}
