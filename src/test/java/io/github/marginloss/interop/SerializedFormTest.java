package io.github.marginloss.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.AdditiveAngle;
import io.github.marginloss.core.AdditiveCosine;
import io.github.marginloss.core.CombinedAngle;
import io.github.marginloss.core.ConstantCosine;
import io.github.marginloss.core.EasyAngle;
import io.github.marginloss.core.ExtendedAngle;
import io.github.marginloss.core.MultiplicativeAngle;
import io.github.marginloss.core.Scale;
import io.github.marginloss.reference.Reference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values that version 0.1 wrote can be read. The file is of that version and is never rewritten; {@link #main} prints a
 * line for each new value.
 */
class SerializedFormTest {

    private static final String FILE = "serialized-0.1.txt";

    private static Map<String, Serializable> values() {
        Map<String, Serializable> values = new LinkedHashMap<>();
        values.put("Softmax", new Softmax());
        values.put("Softmax.SUM", new Softmax(Reduction.SUM));
        values.put("Softmax.weighted", new Softmax(Reduction.weighted(1, -2, 0.5)));
        values.put("Softmax.classWeighted", new Softmax(Reduction.classWeighted(3, 4)));
        values.put("NormalizedSoftmax", new NormalizedSoftmax());
        values.put("SphereFace", new SphereFace(3, 1.5));
        values.put("SphereFace.fixed", new SphereFace(4, 0, Scale.fixed(30), Reduction.SUM));
        values.put("CosFace", new CosFace(30, 0.4));
        for (ArcFace.Extension extension : ArcFace.Extension.values()) {
            values.put("ArcFace." + extension, new ArcFace(32, 0.3, extension));
        }
        values.put("CombinedMargin", new CombinedMargin(64, 0.9, 0.4, 0.15));
        values.put("Center", new Center());
        values.put("Sum", new Softmax().plus(0.003, new Center()).plus(1, new CosFace()));
        values.put("Reference", Reference.of(new ArcFace()));
        AdditiveAngle angle = new AdditiveAngle(0.5);
        values.put("AdditiveAngle", new MarginSoftmax(Scale.norm(), angle, Reduction.MEAN));
        values.put("AdditiveCosine", new AdditiveCosine(0.35));
        values.put("CombinedAngle", new CombinedAngle(1, 0.3, 0.2));
        values.put("ConstantCosine", new ConstantCosine(-1));
        values.put("EasyAngle", new EasyAngle(angle));
        values.put("ExtendedAngle", new ExtendedAngle(angle, new AdditiveCosine(0.2)));
        values.put("MultiplicativeAngle", new MultiplicativeAngle(4, 5));
        values.put("Annealing", new SphereFace.Annealing(1000, 0.12, 1, 5));
        return values;
    }

    static Set<String> names() {
        return values().keySet();
    }

    private static Map<String, String> written() throws IOException {
        Map<String, String> written = new LinkedHashMap<>();
        try (InputStream in = SerializedFormTest.class.getResourceAsStream(FILE)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
                written.put(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1));
            }
        }
        return written;
    }

    @ParameterizedTest
    @MethodSource("names")
    void isReadAgain(String name) throws Exception {
        String line = written().get(name);
        assertNotNull(line, name + " has no line in " + FILE);
        byte[] bytes = Base64.getDecoder().decode(line);
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            assertEquals(values().get(name), in.readObject());
        }
    }

    /** Prints the lines of the file. */
    public static void main(String[] args) throws IOException {
        for (Map.Entry<String, Serializable> value : values().entrySet()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(value.getValue());
            }
            System.out.println(value.getKey() + " " + Base64.getEncoder().encodeToString(bytes.toByteArray()));
        }
    }
}
