package io.github.marginloss.demo;

/** The text of --help. */
final class Usage {

    private Usage() {}

    static final String TEXT = """
            Trains a small network on handwritten digits with Softmax, Softmax+Center, SphereFace, CosFace and ArcFace,
            compares the results, and draws them.

              mvn -q test-compile exec:java -Dexec.args="OPTIONS"

              --loss NAME,...     these losses instead, separated by commas: softmax, center, sphereface, cosface,
                                  arcface, smoothing (ArcFace with smoothed labels), classmargins, elasticface,
                                  elasticface+, adaface, magface
              --epochs N          the number of passes over the training samples (120)
              --dimension N       the dimension of the features: 2, 3, 8, 16 or 32 (2; with --open-set 32, or 16 for
                                  digits)
              --seed N            the seed of all random numbers (0)
              --out DIR           the folder for pictures (target/demo)
              --data FILE         your own samples instead of the digits: one per line, its columns separated by commas,
                                  semicolons or tabs. The file may be compressed with gzip. The class, a word or a
                                  whole number, is in the first or the last column, the only column with words, or one
                                  that the header calls class, label, target or similar. The other columns are
                                  features, numbers with a decimal point. The demo skips a header, comments (#), empty
                                  columns, and columns that number or name the lines, and prints how it has read the
                                  file. It refuses a file with anything else, or with gaps
              --class COLUMN      the column with the class, by its number from 1 or its name in the header
              --open-set few      verify synthetic identities that training has not seen, after training with 20
                                  others; tables for three budgets and four numbers of identities, and a picture of
                                  both (about five minutes on two processors). This is the default of --open-set
              --open-set many     the same after training with 200 others that vary more; two tables, no picture
              --open-set digits   train with seven of the ten digits, verify the other three; a table, no picture. With
                                  --data FILE, train with seven tenths of its classes, verify the others
              --seeds N           the number of seeds that --open-set averages over, from --seed on (6)
              --float             train again with the features and the parameters of the loss stored as floats: a table
                                  for each, and a table of the changes, compared with those that the last bits of one
                                  sample cause in doubles (takes twice as long)
              --classes N         another program: a head over N synthetic classes, in shards; --classes N --help
              --help              this text
            """;
}
