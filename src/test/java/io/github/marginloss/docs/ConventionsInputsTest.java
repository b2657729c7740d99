package io.github.marginloss.docs;

import static io.github.marginloss.docs.ConventionsPage.assertCell;
import static io.github.marginloss.docs.ConventionsPage.assertFound;
import static io.github.marginloss.docs.ConventionsPage.matrix;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.marginloss.ArcFace;
import io.github.marginloss.CosFace;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The inputs that docs/conventions.md states for its numbers are those that the other tests use. */
class ConventionsInputsTest {

    @Test
    void theExample() {
        assertArrayEquals(ConventionsExample.x().data, matrix("X").data);
        assertArrayEquals(ConventionsExample.w().data, matrix("W").data);
        assertArrayEquals(IntStream.of(ConventionsExample.Y).asDoubleStream().toArray(), matrix("y").data);
        assertFound("target angles are below (\\d+)°", Math.ceil(Math.toDegrees(Math.acos(1 / 3.))));
    }

    @Test
    void defaultsOfThisLibrary() {
        assertEquals(new ArcFace(64, 0.5), new ArcFace());
        assertEquals(new CosFace(64, 0.35), new CosFace());
        assertFound(
                "expects (\\S+) \\(degrees\\), and version 3\\.0 expects (\\S+) \\(radians\\)",
                Math.toDegrees(0.5),
                0.5);
        assertFound("given (0\\.5)", 0.5);
    }

    @Test
    void bounds() {
        assertFound(
                "stops at (\\S+), (\\S+), (\\S+) or (\\S+)",
                -Math.log(Float.MIN_NORMAL),
                -Math.log(1e-30),
                -Math.log(1e-10),
                -Math.log(1e-7));
        assertFound("for a loss of (\\d+) \\(logits −(\\d+) and (\\d+)\\)", 136, 72, 64);
        String page = "Your loss stops at a number";
        assertCell(page, "PartialFC", 2, 1e-30);
        assertCell(page, "Deeplearning4j", 2, 1e-10);
        assertCell(page, "TensorFlow Java", 2, 1e-7);
        assertFound("adds (\\S+) to the sum of the losses", -Math.log(1e-30));
        assertFound(
                "SpeechBrain \\| ±\\(1 − (\\S+)\\), in single precision ±\\(1 − ([^,]+)\\),",
                1e-7,
                1 - (float) (1 - 1e-7));
        assertFound("OpenSphere \\| ±\\(1 − (\\S+)\\)", 1e-5);
        assertFound("single precision from (\\S+) on", Math.sqrt(Float.MAX_VALUE));
    }

    @Test
    void scalesAndMargins() {
        assertFound("ArcFace at θ = π with s = (\\d+) and m = (\\S+), and two", 64, 0.5);
        assertFound("With λ = (\\d), and s = (\\d) instead", 0, 8);
        assertFound("from the derivative, with s = (\\d), in percent", 8);
        assertFound("ArcFace, m = (\\S+) \\| InsightFace; OpenSphere", 0.5);
        assertFound("CosFace, m = (\\S+) \\| InsightFace; OpenSphere", 0.35);
        assertFound("SphereFace-R, t = (\\S+) below π/t", 1.7);
        assertFound("trained with it\\. With t = (\\d) and r = ‖x‖", 4);
        assertFound("x has the direction of its class weight and m = (\\S+):", 0.5);
        assertFound("CosFace with s = (\\d) and m = ([^,]+), where X of the example", 8, 0.35);
        assertFound("m₁ = (\\d), m₂ = (\\S+) and m₃ = (\\S+)\\. With .* s = (\\d+):", 1, 0.3, 0.2, 64);
        assertFound("example, with (\\S+) of each label spread", 0.1);
    }

    @Test
    void weightsAndRates() {
        assertFound(
                "class weights (\\d), (\\d), (\\d), (\\d): divided by their sum over the batch, which is (\\d)",
                1,
                2,
                3,
                4,
                1 + 1 + 1 + 2 + 3);
        assertFound("classWeighted\\((\\d)/8\\., (\\d)/8\\., (\\d)/8\\., (\\d)/8\\.\\)", 1, 2, 3, 4);
        assertFound("the paper; (\\S+) times `Center\\.delta` .* α = (\\S+) \\|", 0.5, 0.5);
        assertFound("`face_example` \\| a rate of (\\S+) in place", 0.1);
        assertFound("Deeplearning4j \\| α = (\\S+) \\|", 0.05);
        assertFound("pytorch-center-loss, rate (\\S+) \\| (\\d) Σ", 0.5, 2);
        assertFound("facenet \\| \\((\\d) − (\\S+)\\) Σ", 1, 0.95);
    }
}
