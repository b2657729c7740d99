package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.marginloss.ArcFace.Extension;
import io.github.marginloss.core.AdditiveAngle;
import io.github.marginloss.core.AdditiveCosine;
import io.github.marginloss.core.CombinedAngle;
import io.github.marginloss.core.ConstantCosine;
import io.github.marginloss.core.EasyAngle;
import io.github.marginloss.core.ExtendedAngle;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.MultiplicativeAngle;
import io.github.marginloss.core.Scale;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Hyper-parameters are checked where they are given: range, NaN, infinities and null. */
class HyperParametersTest {

    private static final double[] NOT_FINITE = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    private static final double[] TINY_AND_HUGE = {Double.MIN_VALUE, Double.MAX_VALUE};
    private static final double ABOVE_PI = Math.nextUp(Math.PI);

    @Test
    void positive() {
        DoubleConsumer[] uses = {
            Scale::fixed, v -> new CosFace(v, 0.1), v -> new ArcFace(v, 0.1), v -> new CombinedMargin(v, 1, 0, 0),
        };
        for (DoubleConsumer use : uses) {
            range("s", use, List.of(0.0, -0.0, -1.0, -Double.MIN_VALUE), TINY_AND_HUGE);
        }
        List<Double> bad = List.of(0.0, -Double.MIN_VALUE);
        range("m1", v -> new CombinedMargin(1, v, 0, 0), bad, TINY_AND_HUGE);
        range("m1", v -> new CombinedAngle(v, 0, 0), bad, TINY_AND_HUGE);
    }

    @Test
    void angles() {
        double[] good = {0, -0.0, Double.MIN_VALUE, 0.5, Math.PI};
        List<Double> bad = List.of(-Double.MIN_VALUE, -0.5, ABOVE_PI, 28.6, 180.0);
        for (Extension extension : Extension.values()) {
            range("m", v -> new ArcFace(64, v, extension, Reduction.SUM), bad, good);
        }
        range("m", v -> new ArcFace(64, v), bad, good);
        List<Double> wrong = List.of(-ABOVE_PI, ABOVE_PI, 28.6, 180.0);
        range("m", AdditiveAngle::new, wrong, new double[] {-Math.PI, -0.5, -0.0, 0.5, Math.PI});
        range("m", v -> new ExtendedAngle(new AdditiveAngle(v), new AdditiveCosine(0)), bad, good);
        range("m2", v -> new CombinedMargin(64, 1, v, 0), bad, good);
        range("m2", v -> new CombinedAngle(1, v, 0), bad, good);
    }

    @Test
    void nonNegative() {
        double[] good = {0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE};
        List<Double> bad = List.of(-Double.MIN_VALUE, -1.0);
        range("lambda", v -> new MultiplicativeAngle(4, v), bad, good);
        range("lambda", v -> new SphereFace(4, v), bad, good);
        range("lambda", v -> new SphereFace(4, v, Scale.fixed(30), Reduction.SUM), bad, good);
        range("base", v -> new SphereFace.Annealing(v, 1, 1, 1), bad, good);
        range("gamma", v -> new SphereFace.Annealing(1, v, 1, 1), bad, good);
        range("power", v -> new SphereFace.Annealing(1, 1, v, 1), bad, good);
        range("minimum", v -> new SphereFace.Annealing(1, 1, 1, v), bad, good);
    }

    /** The scale and the margin swapped, and a margin in degrees: both exceed any difference of cosines. */
    @Test
    void cosineMargins() {
        double[] good = {0, -0.0, Double.MIN_VALUE, 0.35, 2};
        List<Double> bad = List.of(-Double.MIN_VALUE, -1.0, Math.nextUp(2.0), 40.0, 64.0, Double.MAX_VALUE);
        range("m", v -> new CosFace(0.35, v), bad, good);
        range("m", v -> new CosFace(0.35, v, Reduction.SUM), bad, good);
        range("m3", v -> new CombinedMargin(64, 1, 0, v), bad, good);
        says(
                IllegalArgumentException.class,
                () -> new CosFace(0.35, 64),
                "m is 64.0: a difference of cosines, 0 ≤ m ≤ 2 expected, not a scale or an angle");
    }

    @Test
    void anAngleInDegreesIsToldInRadians() {
        says(
                IllegalArgumentException.class,
                () -> new ArcFace(64, 28.6),
                "m is 28.6: an angle in radians, 0 ≤ m ≤ π expected; 28.6 degrees are 0.4992, or are s and m swapped?");
        says(IllegalArgumentException.class, () -> new ArcFace(0.5, 64), "or are s and m swapped?");
    }

    @Test
    void finiteOfAnySign() {
        double[] good = {0, -1, 1, -Double.MAX_VALUE, Double.MAX_VALUE};
        range("m", AdditiveCosine::new, List.of(), good);
        range("m3", v -> new CombinedAngle(1, 0, v), List.of(), good);
        range("value", ConstantCosine::new, List.of(), good);
        range("weight", v -> new Softmax().plus(v, new Center()), List.of(), good);
        range("sampleWeights[1]", v -> Reduction.weighted(1, v), List.of(), good);
        range("classWeights[2]", v -> Reduction.classWeighted(1, 2, v), List.of(), good);
    }

    private static void range(String name, DoubleConsumer use, List<Double> bad, double[] good) {
        List<Double> refused = new ArrayList<>(bad);
        for (double v : NOT_FINITE) {
            refused.add(v);
        }
        for (double v : refused) {
            BadInputTest.says(
                    name + " = " + v,
                    IllegalArgumentException.class,
                    () -> use.accept(v),
                    List.of(name + " is " + v, "expected"));
        }
        for (double v : good) {
            assertDoesNotThrow(() -> use.accept(v), name + " = " + v);
        }
    }

    @Test
    void theMultiplierIsAtLeastOne() {
        for (int t : new int[] {0, -1, Integer.MIN_VALUE}) {
            says(IllegalArgumentException.class, () -> new SphereFace(t, 0), "t is " + t);
            says(IllegalArgumentException.class, () -> new MultiplicativeAngle(t, 0), "t is " + t);
        }
        assertDoesNotThrow(() -> new SphereFace(Integer.MAX_VALUE, 0));
    }

    @Test
    void nulls() {
        Scale one = Scale.fixed(1);
        Losses.LinearAngle margin = new Losses.LinearAngle(0);
        isNull("reduction", () -> new Softmax(null));
        isNull("reduction", () -> new Center(null));
        isNull("reduction", () -> new NormalizedSoftmax(one, null));
        isNull("reduction", () -> new SphereFace(1, 1, one, null));
        isNull("reduction", () -> new CosFace(1, 1, null));
        isNull("reduction", () -> new ArcFace(1, 1, Extension.NONE, null));
        isNull("reduction", () -> new CombinedMargin(1, 1, 1, 1, null));
        isNull("reduction", () -> new MarginSoftmax(one, margin, null));
        isNull("scale", () -> new NormalizedSoftmax(null, Reduction.SUM));
        isNull("scale", () -> new SphereFace(1, 1, null, Reduction.SUM));
        isNull("scale", () -> new MarginSoftmax(null, margin, Reduction.SUM));
        isNull("margin", () -> new MarginSoftmax(one, null, Reduction.SUM));
        AdditiveAngle angle = new AdditiveAngle(0.5);
        isNull("angle", () -> new EasyAngle(null));
        isNull("angle", () -> new ExtendedAngle(null, angle));
        isNull("beyond", () -> new ExtendedAngle(angle, null));
        isNull("extension", () -> new ArcFace(1, 1, (Extension) null));
        isNull("extension", () -> new ArcFace(1, 1, null, Reduction.SUM));
        isNull("other", () -> new Softmax().plus(1, null));
        isNull("sampleWeights", () -> Reduction.weighted((double[]) null));
        isNull("classWeights", () -> Reduction.classWeighted((double[]) null));
        isNull("value", () -> Margin.of(null, (cos, sin) -> -sin));
        isNull("slope", () -> Margin.of((cos, sin) -> cos, null));
        isNull("features", () -> Gradients.ofFeatures(null));
        isNull("weights", () -> Gradients.ofWeights(null));
        isNull("centers", () -> Gradients.ofCenters(null));
        isNull("weights", () -> Parameters.ofWeights(null));
        isNull("weights", () -> Parameters.ofWeights(null, null));
        isNull("centers", () -> Parameters.ofCenters(null));
        for (Losses.Entry entry : Losses.all()) {
            isNull("reduction", () -> entry.loss().withReduction(null));
        }
    }

    private static void isNull(String name, Executable use) {
        says(NullPointerException.class, use, name);
    }

    private static void says(Class<? extends Exception> type, Executable use, String word) {
        BadInputTest.says(word, type, use, List.of(word));
    }

    @Test
    void publishedDefaults() {
        assertEquals(new ArcFace(64, 0.5, Extension.NONE, Reduction.MEAN), new ArcFace());
        assertEquals(new CosFace(64, 0.35, Reduction.MEAN), new CosFace());
        assertEquals(new SphereFace(4, 5, Scale.norm(), Reduction.MEAN), new SphereFace());
        assertEquals(new NormalizedSoftmax(Scale.norm(), Reduction.MEAN), new NormalizedSoftmax());
    }

    /** An enum and the reduction are the last components, and each may be left out. */
    @Test
    void constructorsHaveOneShape() throws NoSuchMethodException {
        Set<Class<?>> losses = new HashSet<>();
        Losses.all().forEach(entry -> losses.add(entry.loss().getClass()));
        losses.removeAll(Set.of(Sum.class, LabelSmoothing.class)); // their terms have reductions
        for (Class<?> loss : losses) {
            List<Class<?>> types = Stream.of(loss.getRecordComponents())
                    .<Class<?>>map(RecordComponent::getType)
                    .toList();
            List<Class<?>> without = types.subList(0, types.size() - 1);
            assertEquals(Reduction.class, types.get(types.size() - 1));
            assertNotNull(loss.getConstructor(without.toArray(Class<?>[]::new)));
            Class<?> choice = without.isEmpty() ? null : without.get(without.size() - 1);
            if (choice == Scale.class || choice == Extension.class) {
                List<Class<?>> numbers = without.subList(0, without.size() - 1);
                assertNotNull(loss.getConstructor(numbers.toArray(Class<?>[]::new)));
                List<Class<?>> reduced = new ArrayList<>(numbers);
                reduced.add(Reduction.class);
                assertNotNull(loss.getConstructor(reduced.toArray(Class<?>[]::new)));
            }
        }
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        Scale thirty = Scale.fixed(30);
        Losses.LinearAngle margin = new Losses.LinearAngle(0.45);
        assertEquals(new ArcFace(64, .5, Extension.NONE, Reduction.SUM), new ArcFace(64, .5, Reduction.SUM));
        assertEquals(new ArcFace(64, .5, Extension.EASY, Reduction.MEAN), new ArcFace(64, .5, Extension.EASY));
        assertEquals(new SphereFace(4, 5, thirty, Reduction.MEAN), new SphereFace(4, 5, thirty));
        assertEquals(new SphereFace(4, 5, Scale.norm(), Reduction.SUM), new SphereFace(4, 5, Reduction.SUM));
        assertEquals(new NormalizedSoftmax(thirty, Reduction.MEAN), new NormalizedSoftmax(thirty));
        assertEquals(new NormalizedSoftmax(Scale.norm(), Reduction.SUM), new NormalizedSoftmax(Reduction.SUM));
        assertEquals(new MarginSoftmax(thirty, margin, Reduction.MEAN), new MarginSoftmax(thirty, margin));
    }

    /** The schedule of the published Caffe model, which counts its first iteration as 1. */
    @Test
    void annealing() {
        SphereFace.Annealing published = new SphereFace.Annealing(1000, 0.12, 1, 5);
        assertEquals(1000, published.lambda(0));
        assertEquals(1000 / 1.12, published.lambda(1), 1e-12); // Math.pow is good to an ulp
        assertEquals(1000 / (1 + 0.12 * 1658), published.lambda(1658), 1e-14);
        assertEquals(5, published.lambda(1659));
        assertEquals(5, published.lambda(Long.MAX_VALUE));
        assertEquals(1000, new SphereFace.Annealing(1000, 0.12, 0, 5).lambda(77));
        assertEquals(1000 * Math.pow(1.5, -35), new SphereFace.Annealing(1000, 2.5e-5, 35, 0).lambda(20000), 1e-10);
        assertThrows(IllegalArgumentException.class, () -> published.lambda(-1));
    }
}
