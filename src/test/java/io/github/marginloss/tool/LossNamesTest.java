package io.github.marginloss.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.Loss;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.Scale;
import io.github.marginloss.tool.loss.LossBuilder;
import io.github.marginloss.tool.loss.LossExpression;
import io.github.marginloss.tool.loss.LossNames;
import io.github.marginloss.tool.message.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Losses and parameters go by the names of the records and of their components, in any case. */
class LossNamesTest {

    /** A new loss needs no line in the tool. */
    @Test
    void everyRecordThatIsALossHasItsName() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/github/marginloss"))) {
            Set<String> records = files.filter(LossNamesTest::isLoss)
                    .map(file ->
                            file.getFileName().toString().replace(".java", "").toLowerCase(Locale.ROOT))
                    .filter(name -> !name.equals("sum"))
                    .collect(Collectors.toSet());
            assertTrue(records.contains("arcface"));
            assertEquals(records, LossNames.all().keySet());
        }
    }

    private static boolean isLoss(Path file) {
        try {
            return file.toString().endsWith(".java")
                    && Files.readString(file).matches("(?s).*\\npublic record [^{]*\\) implements \\w*Loss \\{.*");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever asks for a name that is offered gets an answer, or is told which parameter is missing. */
    @Test
    void whatIsOfferedCanBeAskedFor() {
        assertFalse(LossNames.nameable().contains("marginsoftmax"));
        for (String name : LossNames.nameable()) {
            try {
                build(name);
            } catch (Refusal refusal) {
                assertTrue(refusal.getMessage().startsWith(name + " needs ")
                        && !refusal.getMessage().contains("program"));
            }
        }
    }

    @Test
    void whatIsNotGivenIsAsPublished() {
        assertEquals(new ArcFace(), build("arcface"));
        assertEquals(new ArcFace(64, 0.25), build("ArcFace m=0.25"));
        assertEquals(new CosFace(), build("COSFACE"));
        assertEquals(new SphereFace(), build("sphereface"));
        assertEquals(new NormalizedSoftmax(), build("normalizedsoftmax"));
        assertEquals(new Softmax(), build("softmax"));
        assertEquals(new Center(Reduction.MEAN), build("center"));
    }

    @Test
    void everyKindOfParameterIsRead() {
        assertEquals(
                new ArcFace(32, 0x1p-2, ArcFace.Extension.LINEAR), build("arcface S=3.2e1 m=0x1p-2 extension=Linear"));
        assertEquals(new SphereFace(2, 0.5, Scale.fixed(30)), build("sphereface t=2 lambda=.5 scale=30"));
        assertEquals(new NormalizedSoftmax(Scale.norm()), build("normalizedsoftmax scale=NORM"));
        assertEquals(new CombinedMargin(64, 1, 0.5, 0.1), build("combinedmargin s=64 m1=1 m2=0.5 m3=0.1"));
    }

    @Test
    void sumsHaveSignsAndWeights() {
        Loss center = new Center(Reduction.MEAN);
        Loss joint = new Softmax().plus(0.003, center);
        for (String text : new String[] {
            "softmax + 0.003 center", "softmax+0.003center", "softmax +3e-3*center", "0.003 center + softmax"
        }) {
            assertEquals(joint, build(text), text);
        }
        assertEquals(new Softmax().plus(-1, center), build("softmax - center"));
        assertEquals(
                new ArcFace(30, 0.1).plus(0.5, new CosFace(20, 0.2)).plus(-2, center),
                build("arcface s=30 m=0.1 + 0.5 cosface s=20 m=0.2 - 2 center"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '"',
            value = {
                "arc => there is no loss arc: one of adaface, arcface, center",
                "arcface q=1 => arcface has no parameter q: it has s (64), m (0.5), extension (none | linear",
                "arcface s=1 s=2 => s is given twice",
                "arcface s=1x => s is '1x': a number expected",
                "arcface s=64d => s is '64d': a number expected",
                "arcface s= => s= has no value",
                "arcface m=0x.p0 => m is '0x.p0': a number expected",
                "arcface m=0x1.8.1p0 => m is '0x1.8.1p0': a number expected",
                "arcface s=-1 => arcface: s is -1.0: a finite number > 0 expected",
                "arcface s=nan => arcface: s is NaN",
                "arcface extension=hard => extension is 'hard': one of none, linear, continuous, clamp, easy expected",
                "arcface m=28.6 => 28.6 degrees are 0.4992",
                "arcface m=4 => if degrees were meant, 4.0 degrees are 0.06981",
                "combinedmargin s=64 m1=1 m2=200 m3=0 => 200.0 degrees are 3.491",
                "cosface m=20 => cosface: m is 20.0",
                "sphereface t=1.5 => t is '1.5': an integer expected",
                "sphereface scale=big => scale is 'big': norm or a number expected",
                "sphereface scale=0 => norm or a finite number > 0 expected",
                "combinedmargin s=64 => combinedmargin needs m1: it has s, m1, m2, m3",
                "marginsoftmax => needs a margin that is a program",
                "arcface cosface => there is no sign before cosface",
                "softmax + => ends before the name of a loss",
                "softmax + 0.1 => ends before the name of a loss",
                "softmax + - center => '-' is not expected",
                "softmax 3 center => '3' is not expected",
                "s=3 arcface => s=3 stands before a loss",
                "0.5 softmax + 2 center => every loss of the sum has a weight",
                "softmax + 1e999 center => the weight of center is Infinity",
                "arcface ? => '?' is not understood",
                "arcface reduction=sum reduction=mean => reduction is given twice",
            })
    void whatIsWrongIsSaid(String text, String part) {
        String message = assertThrows(Refusal.class, () -> build(text)).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void aLossIsWrittenAsItIsRead() {
        assertEquals(
                "Softmax[reduction=mean] + 0.003 Center[reduction=mean]",
                LossBuilder.write(build("softmax + 0.003 center")));
        assertEquals(
                "ArcFace[s=64, m=0.5, extension=none, reduction=mean] - SphereFace[t=4, lambda=5, scale=norm, reduction=mean]",
                LossBuilder.write(build("arcface - sphereface")));
    }

    private static Loss build(String text) {
        return LossBuilder.build(LossExpression.parse(text).terms(), Reduction.MEAN);
    }
}
