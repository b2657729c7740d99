package io.github.marginloss.demo;

import io.github.marginloss.demo.data.Samples;
import io.github.marginloss.demo.data.Split;
import io.github.marginloss.demo.measure.Geometry;
import io.github.marginloss.demo.picture.AdaptivePicture;
import io.github.marginloss.demo.picture.CirclePicture;
import io.github.marginloss.demo.picture.DecisionPicture;
import io.github.marginloss.demo.picture.Embedding;
import io.github.marginloss.demo.picture.FeaturePicture;
import io.github.marginloss.demo.picture.MarginPicture;
import io.github.marginloss.demo.picture.Picture;
import io.github.marginloss.demo.picture.RoundsPicture;
import io.github.marginloss.demo.picture.Title;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.SpecializedOps_DDRM;

/**
 * Classifies test samples whose classes are those of the training samples. The results are a table and the pictures.
 */
final class ClosedSet {

    private final Options options;
    private final Split split;

    ClosedSet(Options options, Samples samples) {
        this.options = options;
        split = Split.ofSamples(samples, options.seed());
    }

    /** Trains, and returns the tables and the pictures. */
    Report run() {
        List<Recipe> recipes = Recipe.of(options);
        // the circle needs features of two dimensions
        boolean circle = options.dimension() == 2
                && recipes.stream().anyMatch(r -> r.key().equals("sphereface"));
        Stream<Recipe> multipliers = circle ? Stream.of(1, 2, 3, 4).map(Recipe::sphereFace) : Stream.of();
        List<Trained> trained =
                train(Stream.concat(recipes.stream(), multipliers).toList(), Storage.DOUBLE, split.train());
        List<Trained> compared = trained.subList(0, recipes.size());
        List<Trained> multiplied = trained.subList(recipes.size(), trained.size());
        List<Trained> floats = options.floats() ? train(recipes, Storage.FLOAT, split.train()) : List.of();

        List<Picture> pictures = new ArrayList<>(
                List.of(new MarginPicture(), new AdaptivePicture(), new DecisionPicture(), new RoundsPicture()));
        pictures.add(
                new FeaturePicture(compared.stream().map(t -> embedding(t, "")).toList()));
        if (circle) {
            pictures.add(new CirclePicture(multiplied.stream()
                    .map(t -> embedding(t, ": intra " + degrees(geometry(t).intraAngle()) + "°"))
                    .toList()));
        }
        return new Report(
                Map.of(Storage.DOUBLE, table(compared), Storage.FLOAT, table(floats)),
                options.floats()
                        ? Optional.of(changes(compared, floats, train(recipes, Storage.DOUBLE, lastBits())))
                        : Optional.empty(),
                pictures);
    }

    private List<Trained> train(List<Recipe> recipes, Storage storage, Samples samples) {
        Budget budget = Budget.ofEpochs(options.epochs(), samples);
        Training training = new Training(options.dimension(), budget, options.seed(), storage);
        List<Trainings.Task<Trained>> tasks = new ArrayList<>();
        for (Recipe recipe : recipes) {
            tasks.add(afterStep -> training.run(recipe, samples, afterStep));
        }
        return Trainings.run(tasks, (long) tasks.size() * budget.steps());
    }

    /**
     * The results of a run.
     *
     * @param tables one for each storage
     * @param changes how floats changed the results, if the user asked for them
     */
    record Report(Map<Storage, Table> tables, Optional<Table> changes, List<Picture> pictures) {}

    private Table table(List<Trained> trained) {
        Table table = new Table("loss", "train %", "test %", "intra °", "inter °", "intra/inter", "Fisher");
        for (Trained t : trained) {
            Geometry geometry = geometry(t);
            table.row(
                    t.recipe().name(),
                    Table.number(100 * t.accuracy(split.train()), 1),
                    Table.number(100 * t.accuracy(split.test()), 1),
                    degrees(geometry.intraAngle()),
                    degrees(geometry.interAngle()),
                    Table.number(geometry.distanceRatio(), 3),
                    Table.number(geometry.fisher(), 4));
        }
        return table;
    }

    /** The training samples, with each input of the first one changed in its last bit. */
    private Samples lastBits() {
        DMatrixRMaj inputs = split.train().inputs().copy();
        for (int k = 0; k < inputs.numCols; k++) {
            inputs.data[k] = Math.nextUp(inputs.data[k]);
        }
        return new Samples(inputs, split.train().labels(), split.train().classes());
    }

    /**
     * How far floats move the features of test samples, how many decisions this changes, and the same for last bits.
     */
    private Table changes(List<Trained> doubles, List<Trained> floats, List<Trained> lastBits) {
        Table table = new Table(
                "loss", "decided otherwise", "features moved %", "moves lost %", "last bits: otherwise", "moved %");
        for (int k = 0; k < floats.size(); k++) {
            table.row(
                    floats.get(k).recipe().name(),
                    otherwise(doubles.get(k), floats.get(k)),
                    moved(doubles.get(k), floats.get(k)),
                    Table.number(100 * floats.get(k).classes().lost(), 2),
                    otherwise(doubles.get(k), lastBits.get(k)),
                    moved(doubles.get(k), lastBits.get(k)));
        }
        return table;
    }

    private String otherwise(Trained before, Trained after) {
        int[] first = before.decisions(split.test());
        int[] second = after.decisions(split.test());
        return Long.toString(IntStream.range(0, first.length)
                .filter(i -> first[i] != second[i])
                .count());
    }

    /** ‖X′ − X‖ / ‖X‖ of the features of all test samples. */
    private String moved(Trained before, Trained after) {
        DMatrixRMaj first = before.features(split.test().inputs());
        DMatrixRMaj second = after.features(split.test().inputs());
        return Table.number(100 * SpecializedOps_DDRM.diffNormF(second, first) / NormOps_DDRM.normF(first), 2);
    }

    private Geometry geometry(Trained trained) {
        Samples test = split.test();
        return Geometry.of(trained.features(test.inputs()), test.labels(), test.classes());
    }

    private Embedding embedding(Trained trained, String remark) {
        return new Embedding(
                new Title(trained.recipe().name(), trained.recipe().setting() + remark),
                trained.features(split.test().inputs()),
                split.test().labels(),
                trained.parameters().weights(),
                Optional.ofNullable(trained.parameters().centers()));
    }

    private static String degrees(double radians) {
        return Table.number(Math.toDegrees(radians), 1);
    }
}
