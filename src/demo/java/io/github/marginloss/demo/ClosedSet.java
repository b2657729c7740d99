package io.github.marginloss.demo;

import io.github.marginloss.demo.data.Digits;
import io.github.marginloss.demo.data.Split;
import io.github.marginloss.demo.measure.Geometry;
import io.github.marginloss.demo.picture.CirclePicture;
import io.github.marginloss.demo.picture.DecisionPicture;
import io.github.marginloss.demo.picture.Embedding;
import io.github.marginloss.demo.picture.FeaturePicture;
import io.github.marginloss.demo.picture.MarginPicture;
import io.github.marginloss.demo.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Training and test images are of the same classes: which class is it? A table, and the pictures. */
final class ClosedSet {

    private final Options options;
    private final Split split;

    ClosedSet(Options options, Digits digits) {
        this.options = options;
        split = Split.ofImages(digits, options.seed());
    }

    /** Trains, and returns what is to be said and drawn about it. */
    Report run() {
        List<Recipe> recipes = Recipe.of(options);
        // a circle takes features of two dimensions
        boolean circle = options.dimension() == 2
                && recipes.stream().anyMatch(r -> r.key().equals("sphereface"));
        Stream<Recipe> multipliers = circle ? Stream.of(1, 2, 3, 4).map(Recipe::sphereFace) : Stream.of();
        List<Trained> trained =
                train(Stream.concat(recipes.stream(), multipliers).toList());
        List<Trained> compared = trained.subList(0, recipes.size());
        List<Trained> multiplied = trained.subList(recipes.size(), trained.size());

        List<Picture> pictures = new ArrayList<>(List.of(new MarginPicture(), new DecisionPicture()));
        pictures.add(
                new FeaturePicture(compared.stream().map(t -> embedding(t, "")).toList()));
        if (circle) {
            pictures.add(new CirclePicture(multiplied.stream()
                    .map(t -> embedding(t, " (intra " + degrees(geometry(t).intraAngle()) + "°)"))
                    .toList()));
        }
        return new Report(table(compared), pictures);
    }

    private List<Trained> train(List<Recipe> recipes) {
        Training training = new Training(options.dimension(), options.epochs(), options.seed());
        List<Trainings.Task<Trained>> tasks = new ArrayList<>();
        for (Recipe recipe : recipes) {
            tasks.add(afterEpoch -> training.run(recipe, split.train(), afterEpoch));
        }
        return Trainings.run(tasks, (long) tasks.size() * options.epochs());
    }

    /** What came out of a run. */
    record Report(Table table, List<Picture> pictures) {}

    private Table table(List<Trained> trained) {
        Table table = new Table("loss", "train %", "test %", "intra °", "inter °", "intra/inter", "Fisher", "seconds");
        for (Trained t : trained) {
            Geometry geometry = geometry(t);
            table.row(
                    t.recipe().name(),
                    Table.number(100 * t.accuracy(split.train()), 1),
                    Table.number(100 * t.accuracy(split.test()), 1),
                    degrees(geometry.intraAngle()),
                    degrees(geometry.interAngle()),
                    Table.number(geometry.distanceRatio(), 3),
                    Table.number(geometry.fisher(), 4),
                    Table.number(t.seconds(), 1));
        }
        return table;
    }

    private Geometry geometry(Trained trained) {
        Digits test = split.test();
        return Geometry.of(trained.features(test.pixels()), test.labels(), test.classes());
    }

    private Embedding embedding(Trained trained, String remark) {
        return new Embedding(
                trained.recipe().name() + remark,
                trained.features(split.test().pixels()),
                split.test().labels(),
                trained.parameters().weights());
    }

    private static String degrees(double radians) {
        return Table.number(Math.toDegrees(radians), 1);
    }
}
