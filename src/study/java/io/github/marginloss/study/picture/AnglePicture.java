package io.github.marginloss.study.picture;

import io.github.marginloss.demo.picture.Picture;
import io.github.marginloss.reference.Reference;
import io.github.marginloss.study.cases.Angled;
import io.github.marginloss.study.exact.TrueMargin;
import io.github.marginloss.study.measure.Distance;
import io.github.marginloss.study.picture.AngleMethods.Method;
import io.github.marginloss.study.picture.AngleMethods.Result;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The error of cos(θ + m), and of the gradient of x, against θ: the largest of several draws at each θ.
 */
public final class AnglePicture implements Picture {

    private static final int DRAWS = 40;
    private static final int DIMENSION = 8;
    private static final int PER_DECADE = 3;
    private static final int DECADES = 15;

    private final List<Curve> values = curves();
    private final List<Curve> gradients = curves();

    /** Computes the errors. */
    public AnglePicture() {
        TrueMargin truth = new TrueMargin();
        RandomGenerator random = new SplittableRandom(1);
        for (int step = 0; step <= DECADES * PER_DECADE; step++) {
            double theta = Math.pow(10, -(double) step / PER_DECADE);
            double[] valueErrors = new double[values.size()];
            double[] gradientErrors = new double[values.size()];
            for (int draw = 0; draw < DRAWS; draw++) {
                Angled pair = Angled.make(random, DIMENSION, theta);
                List<Result> results = results(pair);
                double value = truth.of(pair.x(), pair.w(), AngleMethods.M);
                double[] gradient =
                        AngleMethods.ours(pair.x(), pair.w(), Reference::of).gradient();
                for (int k = 0; k < results.size(); k++) {
                    Result result = results.get(k);
                    double error = Distance.eps(gradient, result.gradient(), 0, DIMENSION);
                    valueErrors[k] = Math.max(valueErrors[k], Distance.ulps(value, result.value()));
                    gradientErrors[k] = Math.max(gradientErrors[k], error);
                }
            }
            for (int k = 0; k < values.size(); k++) {
                values.get(k).add(theta, valueErrors[k]);
                gradients.get(k).add(theta, gradientErrors[k]);
            }
        }
    }

    private static List<Curve> curves() {
        return List.of(
                Curve.of("arc cosine, clamped to 1 − 1e-7", "#94a4a2", 2),
                Curve.of("arc cosine", "#ffa90e", 3),
                Curve.of("sin θ = √(1 − cos²θ)", "#bd1f01", 1.5, 6, 3),
                Curve.of("chord, 2 atan2(‖x̂ − ŵ‖, ‖x̂ + ŵ‖)", "#3f90da", 2),
                Curve.of("marginloss", "#222222", 2.4));
    }

    /** The results, in the order of the curves. */
    private static List<Result> results(Angled pair) {
        List<Result> results = new ArrayList<>();
        for (Method method : List.of(Method.CLAMPED, Method.ARCCOS, Method.ROOT, Method.CHORD)) {
            results.add(AngleMethods.of(method, pair.x(), pair.w()));
        }
        results.add(AngleMethods.ours(pair.x(), pair.w(), loss -> loss));
        return results;
    }

    @Override
    public String name() {
        return "error-angle";
    }

    @Override
    public int width() {
        return 2 * ErrorPlot.WIDTH;
    }

    @Override
    public int height() {
        return ErrorPlot.height(values.size());
    }

    @Override
    public void draw(Graphics2D g) {
        draw(g, 0, "cos(θ + 0.5)", "error, ulp", values);
        draw(g, 1, "gradient of x", "error, eps", gradients);
    }

    private static void draw(Graphics2D g, int column, String title, String unit, List<Curve> curves) {
        ErrorPlot.draw(g, column, title, ErrorPlot.powers("θ", Math.pow(10, -DECADES), 1, 3), unit, curves);
    }
}
