package io.github.marginloss.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.AdaFace;
import io.github.marginloss.ArcFace;
import io.github.marginloss.Center;
import io.github.marginloss.ClassMargins;
import io.github.marginloss.CombinedMargin;
import io.github.marginloss.CosFace;
import io.github.marginloss.ElasticFace;
import io.github.marginloss.LabelSmoothing;
import io.github.marginloss.Loss;
import io.github.marginloss.MagFace;
import io.github.marginloss.MarginSoftmax;
import io.github.marginloss.NormStatistics;
import io.github.marginloss.NormalizedSoftmax;
import io.github.marginloss.Reduction;
import io.github.marginloss.Softmax;
import io.github.marginloss.SphereFace;
import io.github.marginloss.core.Scale;
import io.github.marginloss.tool.loss.LossBuilder;
import io.github.marginloss.tool.loss.LossExpression;
import io.github.marginloss.tool.loss.LossExpression.Expression;
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

/** Losses and parameters have the names of the records and of their components, in upper or lower case. */
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

    /** Every name that is offered gives an answer, or a message about the missing parameter. */
    @Test
    void whatIsOfferedCanBeAskedFor() {
        assertFalse(LossNames.nameable().contains("labelsmoothing"));
        assertTrue(LossNames.nameable().containsAll(Set.of("marginsoftmax", "elasticface", "adaface", "magface")));
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
    void marginsAreOfArrays() {
        assertEquals(ElasticFace.angular(64, 0.25), build("elasticface s=64 angular=true"));
        assertEquals(ElasticFace.cosine(64, 0.25), build("elasticface s=64 angular=FALSE"));
        assertEquals(
                new MarginSoftmax(Scale.norm(), ClassMargins.cosine(0.25)),
                build("marginsoftmax scale=norm margin=cosine"));
        assertEquals(
                new MagFace(64, new MagFace.Range(1, 2, 0.1, 0.2), 3).withEasyMargin(),
                build("magface range=1,2,0.1,0.2 lambda=3 easy=true"));
        assertEquals(new AdaFace(new NormStatistics(15, 3)), build("adaface norms=15,3"));
    }

    @Test
    void everySoftmaxTermIsSmoothed() {
        assertEquals(
                new LabelSmoothing(new ArcFace(30, 0.1), 0.1)
                        .plus(0.5, new LabelSmoothing(new Softmax(), 0.1))
                        .plus(2, new Center(Reduction.MEAN)),
                build("arcface s=30 m=0.1 + 0.5 softmax + 2 center smoothing=0.1"));
        assertEquals(
                "LabelSmoothing[loss=AdaFace[s=64, m=0.4, h=0.333, norms=20,100, reduction=mean], epsilon=0.1]"
                        + " + LabelSmoothing[loss=MarginSoftmax[scale=64, margin=ClassMargins.angular, reduction=mean],"
                        + " epsilon=0.1]",
                LossBuilder.write(build("adaface + marginsoftmax scale=64 margin=angular smoothing=0.1")));
        assertEquals(
                "MagFace[s=64, range=10,110,0.45,0.8, lambda=35, easy=false, reduction=mean] +"
                        + " ElasticFace[s=64, angular=true, margins=sampleMargins, reduction=mean]",
                LossBuilder.write(build("magface + elasticface s=64 angular=true")));
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
                "marginsoftmax scale=64 => marginsoftmax needs margin: it has scale (norm | a number; ), margin (angular | cosine,",
                "marginsoftmax scale=64 margin=0.5 => margin is '0.5': angular or cosine expected, and the margins in the array",
                "elasticface s=64 => elasticface needs angular: it has s, angular (true | false), margins (the array sampleM",
                "elasticface s=64 angular=yes => angular is 'yes': true or false expected",
                "elasticface s=64 angular=true margins=0.5 => margins is '0.5': the array sampleMargins in the file expected instead",
                "magface easy=1 => easy is '1': true or false expected",
                "magface range=10,110 => range is '10,110': la,ua,lm,um expected",
                "adaface norms=20,-1 => norms: deviation is -1.0",
                "labelsmoothing => labelsmoothing applies to another loss: smoothing=0.1 after that one expected",
                "arcface smoothing=1.5 => smoothing is 1.5: a number from 0 to 1 expected",
                "arcface smoothing=nan => smoothing is nan: a number from 0 to 1 expected",
                "arcface smoothing=much => smoothing is 'much': a number expected",
                "center smoothing=0.1 => smoothing is 0.1, but center has no labels to smooth: a softmax loss expected",
                "arcface ignore=-1 ignore=3 => ignore is given twice",
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
        Expression read = LossExpression.parse(text);
        return LossBuilder.build(
                read.terms(), Reduction.MEAN, read.smoothing(), (array, angular, loss) -> new double[] {0.25});
    }
}
