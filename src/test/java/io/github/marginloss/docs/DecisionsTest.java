package io.github.marginloss.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.marginloss.ArcFace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** The records are listed, and their premises still hold. If a test fails, the decision must be reconsidered. */
class DecisionsTest {

    private static final Path FOLDER = Path.of("docs/decisions");
    private static final String LIST = "README.md";

    @Test
    void everyRecordIsListed() throws IOException {
        Set<String> listed = Pages.of(FOLDER.resolve(LIST)).links().stream()
                .map(Pages.Link::target)
                .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> files = Files.list(FOLDER)) {
            Set<String> records = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(LIST))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(records, listed);
        }
    }

    @Test
    void ejmlHasNoModuleNames() throws Exception {
        for (Class<?> type : List.of(DMatrixRMaj.class, CommonOps_DDRM.class)) {
            URI place = type.getProtectionDomain().getCodeSource().getLocation().toURI();
            try (JarFile jar = new JarFile(Path.of(place).toFile())) {
                assertNull(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"), jar::getName);
                assertTrue(jar.stream().noneMatch(e -> e.getName().endsWith("module-info.class")), jar::getName);
            }
        }
    }

    @Test
    void arcFaceIsThePublishedOne() {
        assertEquals(ArcFace.Extension.NONE, new ArcFace().extension());
        assertEquals(ArcFace.Extension.NONE, new ArcFace(64, 0.5).extension());
    }
}
