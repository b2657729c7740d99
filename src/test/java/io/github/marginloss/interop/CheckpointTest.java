package io.github.marginloss.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.CosFace;
import io.github.marginloss.Loss;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.Parameters;
import io.github.marginloss.Reduction;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.Margin;
import io.github.marginloss.core.Scale;
import io.github.marginloss.reference.Reference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Training is stopped and resumed, with loss, schedule and matrices saved by Java's serialization. */
class CheckpointTest {

    private static byte[] write(Object... values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            for (Object value : values) {
                out.writeObject(value);
            }
        }
        return bytes.toByteArray();
    }

    private static ObjectInputStream read(byte[] bytes) throws IOException {
        return new ObjectInputStream(new ByteArrayInputStream(bytes));
    }

    @Test
    void aTrainingResumed() throws Exception {
        DMatrixRMaj features = new DMatrixRMaj(new double[][] {{1, 2}, {-3, 0.5}, {0.25, -1}});
        DMatrixRMaj weights = new DMatrixRMaj(new double[][] {{1, 0}, {0.5, -2}});
        int[] labels = {0, 1, 1};
        Loss loss = new ArcFace(16, 0.5, ArcFace.Extension.LINEAR).plus(0.1, new CosFace(8, 0.2));
        SphereFace.Annealing schedule = new SphereFace.Annealing(1000, 0.12, 1, 5);
        byte[] checkpoint = write(loss, schedule, weights, 1234L);
        try (ObjectInputStream in = read(checkpoint)) {
            Loss resumed = (Loss) in.readObject();
            SphereFace.Annealing again = (SphereFace.Annealing) in.readObject();
            DMatrixRMaj w = (DMatrixRMaj) in.readObject();
            long iteration = (Long) in.readObject();
            assertEquals(
                    loss.forward(features, Parameters.ofWeights(weights), labels),
                    resumed.forward(features, Parameters.ofWeights(w), labels));
            assertEquals(schedule.lambda(iteration), again.lambda(iteration));
            assertEquals(schedule, again);
        }
    }

    /** A user's own reduction is a record, or a lambda that says it is serializable, as {@link Reduction} does. */
    @Test
    void whatOneWroteOneself() throws Exception {
        record Halved(double m) implements Margin {
            @Override
            public double value(double cos, double sin) {
                return cos / 2 - m;
            }

            @Override
            public double slope(double cos, double sin) {
                return -sin / 2;
            }
        }
        Reduction squares = labels -> {
            double[] a = new double[labels.length];
            for (int i = 0; i < a.length; i++) {
                a[i] = i * i;
            }
            return a;
        };
        DMatrixRMaj features = new DMatrixRMaj(new double[][] {{1, 2}, {-3, 0.5}, {0.25, -1}});
        Parameters weights = Parameters.ofWeights(new DMatrixRMaj(new double[][] {{1, 0}, {0.5, -2}}));
        Loss own = new MarginSoftmax(Scale.norm(), new Halved(0.1), squares);
        try (ObjectInputStream in = read(write(own))) {
            Loss copy = (Loss) in.readObject();
            int[] labels = {0, 1, 1};
            assertEquals(own.forward(features, weights, labels), copy.forward(features, weights, labels));
        }
    }

    @Test
    void referencesAreLossesLikeAnyOther() throws Exception {
        List<Loss> losses = List.of(
                Reference.of(new SphereFace()),
                Reference.of(new ArcFace().plus(0.5, new Center(Reduction.classWeighted(1, 3)))),
                Reference.of(new CosFace()).plus(2, Reference.of(new CosFace(8, 0))));
        DMatrixRMaj features = new DMatrixRMaj(new double[][] {{1, 2}, {-3, 0.5}});
        DMatrixRMaj rows = new DMatrixRMaj(new double[][] {{1, 0}, {0.5, -2}});
        for (Loss loss : losses) {
            try (ObjectInputStream in = read(write(loss))) {
                Loss copy = (Loss) in.readObject();
                assertEquals(loss, copy);
                Parameters parameters = Parameters.ofWeights(rows);
                if (loss.uses().contains(Parameters.Kind.CENTERS)) {
                    parameters = parameters.withCenters(rows);
                }
                int[] labels = {1, 0};
                assertArrayEquals(
                        loss.backward(features, parameters, labels).gradients().features().data,
                        copy.backward(features, parameters, labels).gradients().features().data);
            }
        }
    }
}
