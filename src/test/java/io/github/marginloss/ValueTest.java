package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.marginloss.core.Head;
import io.github.marginloss.core.QualityMargin;
import io.github.marginloss.core.Scale;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses are values: equal if their components are, also after serialization. */
class ValueTest {

    @EachImplementation
    void serializationKeepsValueAndBits(Losses.Entry entry) throws Exception {
        Loss copy = (Loss) roundTrip(entry.loss());
        assertEquals(entry.loss(), copy);
        Batch batch = entry.batch(9, 4, 6, 10);
        Compare.bits("deserialized", batch.backward(entry.loss()), batch.backward(copy));
    }

    static List<List<Object>> values() {
        double[] m = {0.1, -0.2};
        return List.of(
                List.of(
                        ElasticFace.angular(64, m),
                        ElasticFace.cosine(64, m),
                        ElasticFace.angular(30, m),
                        ElasticFace.angular(64, 0.1, 0.2),
                        ElasticFace.angular(64, m).withReduction(Reduction.SUM)),
                List.of(
                        ClassMargins.angular(m),
                        ClassMargins.cosine(m),
                        ClassMargins.angular(0.1),
                        new Head.Cosine(Scale.norm(), ClassMargins.angular(m)),
                        new Head.Cosine(Scale.norm(), ClassMargins.angular(m), 0.1)),
                List.of(
                        new QualityMargin(0.4, 0.333, 20, 20, 100),
                        new QualityMargin(0.5, 0.333, 20, 20, 100),
                        new QualityMargin(0.4, 0.3, 20, 20, 100),
                        new QualityMargin(0.4, 0.333, 21, 20, 100),
                        new QualityMargin(0.4, 0.333, 20, 21, 100),
                        new QualityMargin(0.4, 0.333, 20, 20, 101)),
                List.of(Reduction.MEAN.ignoring(-1), Reduction.SUM.ignoring(-1), Reduction.MEAN.ignoring(-2)));
    }

    /** Each value equals its copy, and no other value of its kind. */
    @ParameterizedTest
    @MethodSource("values")
    void valuesAreEqualByWhatTheySay(List<Object> kind) throws Exception {
        for (Object one : kind) {
            Object copy = one instanceof Serializable ? roundTrip(one) : one;
            for (Object other : kind) {
                assertEquals(one == other, copy.equals(other), () -> one + " and " + other);
                assertEquals(one == other, copy.toString().equals(other.toString()));
            }
            assertEquals(one.hashCode(), copy.hashCode());
            assertNotEquals(one, "a word");
        }
    }

    @Test
    void reductionsSurviveSerialization() throws Exception {
        assertSame(Reduction.MEAN, roundTrip(Reduction.MEAN));
        assertSame(Reduction.SUM, roundTrip(Reduction.SUM));
        for (Reduction reduction : List.of(Reduction.weighted(1, -2), Reduction.classWeighted(0.5))) {
            assertEquals(reduction, roundTrip(reduction));
        }
    }

    static Object roundTrip(Object value) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    @Test
    void lossesAreEqualByValue() {
        List<Losses.Entry> once = Losses.all();
        List<Losses.Entry> again = Losses.all();
        for (int k = 0; k < once.size(); k++) {
            Loss loss = once.get(k).loss();
            assertEquals(loss, again.get(k).loss());
            assertEquals(loss.hashCode(), again.get(k).loss().hashCode());
            assertNotEquals(loss, loss.withReduction(Reduction.weighted(3)));
            for (int j = 0; j < k; j++) {
                if (!once.get(k).name().equals("Softmax without bias")) { // the one loss that is listed twice
                    assertNotEquals(loss, once.get(j).loss());
                }
            }
        }
    }
}
