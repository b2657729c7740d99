package io.github.marginloss.demo.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.demo.measure.Spread;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PictureTest {

    /** Twelve classes, one of them without a feature. */
    private static Embedding embedding(int dimension) {
        return embedding(dimension, Optional.empty());
    }

    private static Embedding embedding(int dimension, Optional<DMatrixRMaj> centers) {
        Random random = new Random(8);
        DMatrixRMaj features = new DMatrixRMaj(110, dimension);
        DMatrixRMaj directions = new DMatrixRMaj(12, dimension);
        IntStream.range(0, features.data.length).forEach(k -> features.data[k] = random.nextGaussian());
        IntStream.range(0, directions.data.length).forEach(k -> directions.data[k] = random.nextGaussian());
        return new Embedding(
                new Title("some", "m = 1"),
                features,
                IntStream.range(0, 110).map(i -> i % 11).toArray(),
                directions,
                centers);
    }

    static Stream<Named<Picture>> pictures() {
        return Stream.of(
                        new MarginPicture(),
                        new AdaptivePicture(),
                        new DecisionPicture(),
                        new RoundsPicture(),
                        gains(),
                        new FeaturePicture(List.of(embedding(2), embedding(3), embedding(16))),
                        new FeaturePicture(List.of(embedding(2, Optional.of(new DMatrixRMaj(12, 2))))),
                        new CirclePicture(List.of(embedding(2), embedding(2))))
                .map(picture -> Named.of(picture.name(), picture));
    }

    private static GainPicture gains() {
        GainPicture.Gain one = new GainPicture.Gain("one", new Spread(-14, 3));
        GainPicture.Gain two = new GainPicture.Gain("two", new Spread(9, 2));
        List<GainPicture.Place> places = List.of(
                new GainPicture.Place("short", new Spread(50, 3), List.of(one, two)),
                new GainPicture.Place("long", new Spread(60, 3), List.of(two)));
        return new GainPicture(List.of(new GainPicture.Comparison(new Title("a", "b"), places)));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void picturesAreWrittenAndNotEmpty(Picture picture, @TempDir Path directory) throws IOException {
        picture.write(directory);
        BufferedImage image =
                ImageIO.read(directory.resolve(picture.name() + ".png").toFile());
        assertEquals(picture.width() * 3 / 2, image.getWidth());
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        long colored = IntStream.of(pixels)
                .filter(pixel -> (pixel & 0xffffff) != 0xffffff)
                .count();
        assertTrue(colored > pixels.length / 50, () -> colored + " of " + pixels.length);

        String text = Files.readString(directory.resolve(picture.name() + ".svg"));
        assertTrue(text.contains("<path") && text.contains("<text"));
    }

    @Test
    void theSamePictureIsTheSameFile(@TempDir Path directory) throws IOException {
        Picture picture = new FeaturePicture(List.of(embedding(2)));
        Path a = Files.createDirectory(directory.resolve("a"));
        Path b = Files.createDirectory(directory.resolve("b"));
        picture.write(a);
        picture.write(b);
        for (String name : List.of("features.svg", "features.png")) {
            assertEquals(-1, Files.mismatch(a.resolve(name), b.resolve(name)), name);
        }
    }

    @Test
    void higherDimensionsAreSeenAlongTheirPrincipalAxes() {
        DMatrixRMaj features = new DMatrixRMaj(2, 3, true, 0, 0, 5, 2, 0, 0);
        Embedding flat = new Embedding(
                        new Title("", ""), features, new int[] {0, 1}, features.copy(), Optional.of(features.copy()))
                .flat();
        double[] sizes = IntStream.range(0, 4)
                .mapToDouble(k -> Math.abs(flat.features().data[k]))
                .toArray();
        assertArrayEquals(new double[] {5, 0, 0, 2}, sizes, 1e-12);
        assertArrayEquals(flat.features().data, flat.weights().data, 1e-12);
        assertArrayEquals(flat.features().data, flat.centers().orElseThrow().data, 1e-12);
    }

    @Test
    void anglesAreWrittenAsPartsOfPi() {
        QuartersOfPi format = new QuartersOfPi();
        String[] expected = {"0", "π/4", "π/2", "3π/4", "π", "5π/4", "3π/2"};
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], format.format(k * Math.PI / 4));
        }
    }
}
