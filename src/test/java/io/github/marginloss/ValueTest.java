package io.github.marginloss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Losses are values: equal by what they say, and the same again after serialization. */
class ValueTest {

    @EachImplementation
    void serializationKeepsValueAndBits(Losses.Entry entry) throws Exception {
        Loss copy = (Loss) roundTrip(entry.loss());
        assertEquals(entry.loss(), copy);
        Batch batch = entry.batch(9, 4, 6, 10);
        Compare.bits("deserialized", batch.backward(entry.loss()), batch.backward(copy));
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
