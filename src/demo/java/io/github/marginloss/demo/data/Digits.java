package io.github.marginloss.demo.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The 1797 handwritten digits that come with the demo, 8×8 pixels of 0..16. */
public final class Digits {

    private static final String EMBEDDED = "/optdigits-test-1797.csv.gz";

    private Digits() {}

    /** Reads them. */
    public static Samples embedded() {
        try (InputStream in = Digits.class.getResourceAsStream(EMBEDDED)) {
            return DataFile.of(Lines.read(in, EMBEDDED), Optional.empty()).samples();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
