package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.Parameters.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every loss and every call names any fault in the arguments before it modifies anything. */
class BadInputTest {

    @EachImplementation
    void evaluateNamesTheFaultAndTouchesNothing(Losses.Entry entry) {
        List<Fault> faults = new ArrayList<>(Fault.ofInputs(entry));
        faults.addAll(Fault.ofCall(entry));
        for (Fault fault : faults) {
            refuses(fault.name(), fault.type(), entry.loss(), fault.spoil().apply(Call.good(entry)), fault.words());
        }
    }

    @EachImplementation
    void theGoodCallIsGood(Losses.Entry entry) {
        assertTrue(Double.isFinite(Call.good(entry).evaluate(entry.loss())));
    }

    /** Throws the expected exception, and leaves every argument of the call as it was. */
    static void refuses(String fault, Class<? extends Exception> type, Loss loss, Call call, List<String> words) {
        List<DMatrixRMaj> matrices =
                new ArrayList<>(Arrays.asList(call.features(), call.gradients().features()));
        for (Kind kind : Kind.values()) {
            matrices.add(call.parameters() == null ? null : call.parameters().get(kind));
            matrices.add(call.gradients().get(kind));
        }
        List<DMatrixRMaj> before =
                matrices.stream().map(m -> m == null ? null : m.copy()).toList();
        double[] losses = call.sampleLosses().clone();
        says(fault, type, () -> call.evaluate(loss), words);
        for (int k = 0; k < matrices.size(); k++) {
            if (matrices.get(k) != null) {
                Compare.bits(fault + " touched matrix " + k, before.get(k), matrices.get(k));
            }
        }
        Compare.bits(fault + " touched losses", losses, call.sampleLosses());
    }

    static void says(String fault, Class<? extends Exception> type, Executable call, List<String> words) {
        Exception thrown = assertThrows(type, call, fault);
        for (String word : words) {
            assertTrue(
                    String.valueOf(thrown.getMessage()).contains(word),
                    () -> fault + ": \"" + word + "\" expected in the message: " + thrown.getMessage());
        }
    }

    @EachImplementation
    void forwardAndBackwardRefuseTheSame(Losses.Entry entry) {
        List<Fault> faults = new ArrayList<>(Fault.ofInputs(entry));
        Fault.ofCall(entry).stream().filter(f -> f.name().contains("label")).forEach(faults::add);
        for (Fault fault : faults) {
            Call c = fault.spoil().apply(Call.good(entry));
            Loss loss = entry.loss();
            Executable forward = () -> loss.forward(c.features(), c.parameters(), c.labels());
            Executable backward = () -> loss.backward(c.features(), c.parameters(), c.labels());
            says(fault.name(), fault.type(), forward, fault.words());
            says(fault.name(), fault.type(), backward, fault.words());
        }
    }

    @EachImplementation
    void logitsRefuseTheSame(Losses.Entry entry) {
        if (entry.loss() instanceof MarginLoss loss) {
            for (Fault fault : Fault.ofInputs(entry)) {
                if (fault.name().equals("foreign CENTERS")) {
                    continue; // ignored, because a joint loss may use them
                }
                Call c = fault.spoil().apply(Call.good(entry));
                says(fault.name(), fault.type(), () -> loss.logits(c.features(), c.parameters()), fault.words());
            }
        }
    }

    /** A sum names the term that lacks a parameter, and the cure. */
    @Test
    void theTermOfASumIsNamed() {
        DMatrixRMaj x = new DMatrixRMaj(4, 3);
        DMatrixRMaj rows = new DMatrixRMaj(5, 3);
        int[] labels = new int[4];
        Loss joint = new Softmax().plus(0.003, new Center(Reduction.MEAN));
        says(
                "no weights",
                IllegalArgumentException.class,
                () -> joint.forward(x, Parameters.ofCenters(rows), labels),
                List.of("Softmax, a term of Sum (Softmax + Center), needs weights, which are missing: "
                        + "Parameters.ofWeights(weights) expected"));
        says(
                "no centers",
                IllegalArgumentException.class,
                () -> joint.forward(x, Parameters.ofWeights(rows), labels),
                List.of("Center, a term of Sum (Softmax + Center), needs centers, which are missing: "
                        + "parameters.withCenters(centers) expected"));
        says(
                "a bias",
                IllegalArgumentException.class,
                () -> new ArcFace()
                        .plus(1, new CosFace())
                        .forward(x, Parameters.ofWeights(rows, new DMatrixRMaj(5, 1)), labels),
                List.of("Sum (ArcFace + CosFace) takes weights, but was given bias: parameters without bias expected"));
        says(
                "centers",
                IllegalArgumentException.class,
                () -> new ArcFace().forward(x, Parameters.ofWeights(rows).withCenters(rows), labels),
                List.of("ArcFace takes weights, but was given centers: parameters without centers expected, "
                        + "for example parameters.withCenters(null)"));
    }

    @Test
    void centerDeltaRefusesTheSame() {
        Losses.Entry entry = new Losses.Entry("delta", new Center(), new Center().uses(), null);
        List<Fault> faults = new ArrayList<>(Fault.ofInputs(entry));
        Fault.ofCall(entry).stream().filter(f -> f.name().contains("label")).forEach(faults::add);
        for (Fault fault : faults) {
            Call c = fault.spoil().apply(Call.good(entry));
            boolean foreign = c.parameters() == null
                    || c.parameters().centers() == null
                    || c.parameters().weights() != null
                    || c.parameters().bias() != null;
            if (!foreign) { // delta takes the centers themselves as its argument
                Executable call =
                        () -> Center.delta(c.features(), c.parameters().centers(), c.labels());
                says(fault.name(), fault.type(), call, fault.words());
            }
        }
        Call c = Call.good(entry);
        Executable call = () -> Center.delta(c.features(), null, c.labels());
        says("null centers", NullPointerException.class, call, List.of("centers"));
        DMatrixRMaj none = Center.delta(new DMatrixRMaj(0, 3), new DMatrixRMaj(2, 3), new int[0]);
        assertArrayEquals(new double[6], Compare.entries(none));
    }

    /** With d = 1 the losses are as long as the features, and with m = n as the biases and weights too. */
    @Test
    void sampleLossesMayNotBeAnInput() {
        double[] shared = {1, 2, 3};
        DMatrixRMaj own = new DMatrixRMaj(3, 1);
        DMatrixRMaj matrix = DMatrixRMaj.wrap(3, 1, shared);
        int[] labels = {0, 1, 2};
        Executable features = () -> new Softmax().evaluate(matrix, Parameters.ofWeights(own), labels, shared, null);
        says("features", IllegalArgumentException.class, features, List.of("sampleLosses", "features"));
        Executable weights = () -> new Softmax().evaluate(own, Parameters.ofWeights(matrix), labels, shared, null);
        says("weights", IllegalArgumentException.class, weights, List.of("sampleLosses", "weights"));
        Executable bias = () -> new Softmax().evaluate(own, Parameters.ofWeights(own, matrix), labels, shared, null);
        says("bias", IllegalArgumentException.class, bias, List.of("sampleLosses", "bias"));
        Executable centers = () -> new Center().evaluate(own, Parameters.ofCenters(matrix), labels, shared, null);
        says("centers", IllegalArgumentException.class, centers, List.of("sampleLosses", "centers"));
        assertArrayEquals(new double[] {1, 2, 3}, shared);
    }
}
