package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.Parameters.Kind;
import io.github.marginloss.check.GradientCheck;
import io.github.marginloss.reference.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.ejml.MatrixDimensionException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Every loss refuses a call on floats for the same faults as a call on doubles, before anything is touched. */
class FloatBadInputTest {

    /** A call on floats, with the same matrices and arrays shared between arguments. */
    private static final class Floats {

        final FMatrixRMaj features;
        final FloatParameters parameters;
        final FloatGradients gradients;
        final Call call;
        private final IdentityHashMap<DMatrixRMaj, FMatrixRMaj> matrices = new IdentityHashMap<>();
        private final IdentityHashMap<double[], float[]> arrays = new IdentityHashMap<>();

        Floats(Call call) {
            this.call = call;
            features = matrix(call.features());
            Parameters p = call.parameters();
            parameters =
                    p == null ? null : new FloatParameters(matrix(p.weights()), matrix(p.bias()), matrix(p.centers()));
            Gradients g = call.gradients();
            gradients = new FloatGradients(
                    matrix(g.features()), matrix(g.weights()), matrix(g.bias()), matrix(g.centers()));
        }

        private FMatrixRMaj matrix(DMatrixRMaj doubles) {
            return doubles == null
                    ? null
                    : matrices.computeIfAbsent(doubles, matrix -> {
                        FMatrixRMaj floats = new FMatrixRMaj();
                        floats.numRows = matrix.numRows;
                        floats.numCols = matrix.numCols;
                        floats.data = arrays.computeIfAbsent(
                                matrix.data, data -> FloatBatch.matrix(1, data.length, data).data);
                        return floats;
                    });
        }

        double evaluate(Loss loss) {
            return loss.evaluate(features, parameters, call.labels(), call.sampleLosses(), gradients);
        }

        /** Throws the expected exception, and leaves everything as it was. */
        void refused(Fault fault, Loss loss) {
            IdentityHashMap<float[], float[]> before = new IdentityHashMap<>();
            arrays.values().forEach(array -> before.put(array, array.clone()));
            double[] losses = call.sampleLosses().clone();
            BadInputTest.says(fault.name(), fault.type(), () -> evaluate(loss), fault.words());
            before.forEach((array, copy) -> assertArrayEquals(copy, array, fault.name()));
            Compare.bits(fault.name(), losses, call.sampleLosses());
        }
    }

    private static Floats spoilt(Fault fault, Losses.Entry entry) {
        return new Floats(fault.spoil().apply(Call.good(entry)));
    }

    @EachImplementation
    void evaluateNamesTheFaultAndTouchesNothing(Losses.Entry entry) {
        List<Fault> faults = new ArrayList<>(Fault.ofInputs(entry));
        faults.addAll(Fault.ofCall(entry));
        // losses are doubles, and share no array with floats
        faults.removeIf(fault -> fault.name().contains("array of sampleLosses"));
        for (Fault fault : faults) {
            spoilt(fault, entry).refused(fault, entry.loss());
        }
        assertTrue(Double.isFinite(new Floats(Call.good(entry)).evaluate(entry.loss())));
    }

    @EachImplementation
    void forwardBackwardAndLogitsRefuseTheSame(Losses.Entry entry) {
        for (Fault fault : Fault.ofInputs(entry)) {
            Floats bad = spoilt(fault, entry);
            int[] labels = bad.call.labels();
            Loss loss = entry.loss();
            BadInputTest.says(
                    fault.name(),
                    fault.type(),
                    () -> loss.forward(bad.features, bad.parameters, labels),
                    fault.words());
            BadInputTest.says(
                    fault.name(),
                    fault.type(),
                    () -> loss.backward(bad.features, bad.parameters, labels),
                    fault.words());
            if (loss instanceof MarginLoss margin && !fault.name().equals("foreign CENTERS")) {
                BadInputTest.says(
                        fault.name(), fault.type(), () -> margin.logits(bad.features, bad.parameters), fault.words());
            }
        }
    }

    @EachImplementation
    void aMatrixWhoseArrayIsTooShortIsNamed(Losses.Entry entry) {
        Floats call = new Floats(Call.good(entry));
        call.features.data = Arrays.copyOf(call.features.data, 11);
        BadInputTest.says(
                "short",
                MatrixDimensionException.class,
                () -> call.evaluate(entry.loss()),
                List.of("features is 4×3, but its array has only 11 entries"));
        for (Kind kind : entry.kinds()) {
            Floats other = new Floats(Call.good(entry));
            FMatrixRMaj matrix = other.parameters.get(kind);
            matrix.data = Arrays.copyOf(matrix.data, matrix.getNumElements() - 1);
            MatrixDimensionException thrown =
                    assertThrows(MatrixDimensionException.class, () -> other.evaluate(entry.loss()));
            assertTrue(thrown.getMessage().contains("its array has only"), thrown.getMessage());
        }
    }

    /** An output whose array is too short is reshaped like any other. */
    @EachImplementation
    void anOutputWhoseArrayIsTooShort(Losses.Entry entry) {
        Floats expected = new Floats(Call.good(entry));
        expected.evaluate(entry.loss());
        Floats call = new Floats(Call.good(entry));
        call.gradients.features().numRows = 100;
        call.evaluate(entry.loss());
        FloatBatch.same("dX", FloatBatch.widen(expected.gradients.features()), call.gradients.features());
    }

    /** The cure in the message is for floats. */
    @Test
    void theCureIsNamed() {
        FMatrixRMaj x = new FMatrixRMaj(4, 3);
        FMatrixRMaj rows = new FMatrixRMaj(5, 3);
        BadInputTest.says(
                "no weights",
                IllegalArgumentException.class,
                () -> new ArcFace().forward(x, FloatParameters.ofCenters(rows).withCenters(null), new int[4]),
                List.of("ArcFace needs weights, which are missing: FloatParameters.ofWeights(weights) expected"));
        rows.data[5] = Float.NaN;
        BadInputTest.says(
                "NaN",
                IllegalArgumentException.class,
                () -> new ArcFace().forward(x, FloatParameters.ofWeights(rows), new int[4]),
                List.of("weights[1, 2] is NaN: finite numbers expected"));
        BadInputTest.says(
                "delta",
                IllegalArgumentException.class,
                () -> Center.delta(x, rows, new int[4]),
                List.of("centers[1, 2] is NaN: finite numbers expected"));
        BadInputTest.says(
                "null", NullPointerException.class, () -> Center.delta(x, null, new int[4]), List.of("centers"));
    }

    /** Every method that copies floats also reports the fault, before it copies or allocates. */
    @Test
    void aShortArrayIsNamedBeforeItIsCopied() {
        FMatrixRMaj x = new FMatrixRMaj(4, 3);
        FMatrixRMaj huge = FMatrixRMaj.wrap(40000, 50000, new float[6]);
        List<String> words = List.of("weights is 40000×50000, but its array has only 6 entries");
        FloatParameters parameters = FloatParameters.ofWeights(huge);
        BadInputTest.says(
                "reference",
                MatrixDimensionException.class,
                () -> Reference.of(new ArcFace()).backward(x, parameters, new int[4]),
                words);
        BadInputTest.says(
                "check",
                MatrixDimensionException.class,
                () -> GradientCheck.of(new ArcFace(), x, parameters, new int[4]),
                words);
    }

    /** As with doubles, the reference names the loss, and a missing parameter is reported before a wanted gradient. */
    @Test
    void theReferenceNamesTheLoss() {
        FMatrixRMaj x = new FMatrixRMaj(1, 2);
        FloatGradients wanted = FloatGradients.ofWeights(new FMatrixRMaj(1, 1));
        BadInputTest.says(
                "missing",
                IllegalArgumentException.class,
                () -> Reference.of(new Softmax())
                        .evaluate(x, new FloatParameters(null, null, null), new int[1], null, wanted),
                List.of("Softmax needs weights, which are missing: FloatParameters.ofWeights(weights) expected"));
    }

    @Test
    void anOutputWithoutAnArrayIsNamed() {
        FMatrixRMaj rows = new FMatrixRMaj(2, 3);
        FMatrixRMaj output = new FMatrixRMaj(2, 3);
        output.data = null;
        BadInputTest.says(
                "no array",
                NullPointerException.class,
                () -> new ArcFace()
                        .evaluate(
                                new FMatrixRMaj(1, 3),
                                FloatParameters.ofWeights(rows),
                                new int[1],
                                null,
                                FloatGradients.ofWeights(output)),
                List.of("gradients.weights.data"));
    }
}
