package io.github.marginloss.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A checkpoint has the same names and the same head wherever it is written. Alone, as the locale is everybody's. */
@Isolated
class LocaleTest {

    @Test
    void aCheckpointHasNoDigitsOfALocale() {
        Checkpoint checkpoint =
                new Checkpoint(12, TestTrainings.shape(ClassRows.Storage.FLOAT, 10), TestTrainings.settings());
        Locale before = Locale.getDefault();
        String head = checkpoint.text();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertTrue(String.format("%d", 7).charAt(0) > 127, "digits of this locale");
            assertEquals("step-000000000012-classes-0000000200/shard-000003", checkpoint.file(3));
            assertEquals(head, checkpoint.text());
        } finally {
            Locale.setDefault(before);
        }
    }
}
