package io.github.marginloss.spark;

/** What --help says. */
final class Usage {

    static final String TEXT = """
            Trains a classification head over class shards on Spark, and draws loss and time per step.

              mvn -q -Pspark test-compile exec:java -Dexec.args="OPTIONS"

            data
              --classes N          synthetic identities (5000); with --resume, more of them than before are added
              --dimension D        of synthetic features (64)
              --noise X            of synthetic features, beside 1 for what tells identities apart (1)
              --data PATH          your own samples. CSV, if the name ends in .csv or .csv.gz: one line per sample, its
                                   features, then its class 0, 1 ...; else Parquet with columns features and label
              --test PATH          samples that retrieval is measured with, like --data
            training
              --loss NAME          cosface, arcface or normalizedsoftmax (cosface)
              --s X  --margin X    its scale (16) and margin (0.2; arcface 0.3)
              --batch M            samples of a step (256)
              --steps N            how many (200; with --resume, so many more)
              --rate X             share of the classes of a shard that take part in a step (1)
              --float              class weights and momentum are stored as floats
              --learning-rate X    (40)
              --momentum X         (0.9)
              --decay X            weight decay (0)
              --seed N             of everything that is random (0)
            cluster
              --master URL         Spark's (local[2], or what spark-submit says)
              --shards N           of the classes, about equal (4)
              --checkpoint DIR     where checkpoints go; all executors must see it
              --every N            steps between two of them (20)
              --resume             go on from the newest of them, with its settings, except those that are given; give
                                   --data and --test again
            other
              --out DIR            where the picture goes (target/spark)
              --overhead           measure what Spark adds to a step, and from which n on it pays
              --jar FILE           write this program into a jar for spark-submit
              --trace              if the program fails, print where
              --help               this text
            """;

    private Usage() {}
}
