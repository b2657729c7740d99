package io.github.marginloss.demo;

/** What --help prints. */
final class Usage {

    private Usage() {}

    static final String TEXT = """
            Trains a small network on handwritten digits with Softmax, Softmax+Center, SphereFace, CosFace and ArcFace,
            compares what comes out, and draws it.

              mvn -q test-compile exec:java -Dexec.args="OPTIONS"

              --loss NAME,...     these instead, with commas between: softmax, center, sphereface, cosface, arcface,
                                  smoothing (ArcFace with smoothed labels), classmargins, elasticface, elasticface+,
                                  adaface, magface
              --epochs N          how often the training samples are gone through (120)
              --dimension N       of the features, 2, 3, 8, 16 or 32 (2; with --open-set 32, of digits 16)
              --seed N            of everything that is random (0)
              --out DIR           where the pictures go (target/demo)
              --data FILE         your own samples instead of the digits: one per line, with commas, semicolons or tabs
                                  between the columns; gzip may have compressed the file. The class, a word or a
                                  whole number, is in the first or the last column, the only one with words, or one
                                  that the header calls class, label, target or the like; the other columns are
                                  features, numbers with a decimal point. Skipped are a header, comments (#), empty
                                  columns, and columns that number or name the lines. One printed line says what was
                                  understood; a file with anything else, or with gaps, is refused
              --class COLUMN      which column of the file is the class, by its number from 1 or its name in the header
              --open-set few      verify classes that training has not seen, synthetic identities learned from 20
                                  others; tables for three budgets and four numbers of identities, and a picture of
                                  both (about five minutes on two processors). This is what --open-set alone does
              --open-set many     the same learned from 200 others, with more that varies; two tables, no picture
              --open-set digits   train on seven of the ten digits, verify the other three; a table, no picture. With
                                  --data FILE, seven tenths of its classes, and the others
              --seeds N           how many seeds --open-set takes means over, --seed and those after it (6)
              --float             train again with the features that the loss gets, and all that it learns, stored as
                                  floats; a table of each, and what changed, beside what the last bits of one sample
                                  change in doubles (twice as long)
              --classes N         something else: a head over N synthetic classes, in shards; --classes N --help
              --help              this text
            """;
}
