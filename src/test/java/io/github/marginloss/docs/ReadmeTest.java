package io.github.marginloss.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The pom and the citation in README name this version, and the pom compiles for the Java version that is needed. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("^```xml\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final XPath PATHS = XPathFactory.newInstance().newXPath();

    private static Document shown;
    private static Document own;

    @BeforeAll
    static void read() throws Exception {
        Matcher block = BLOCK.matcher(Files.readString(Path.of("README.md")));
        assertTrue(block.find());
        shown = parse(block.group(1));
        own = parse(Files.readString(Path.of("pom.xml")));
    }

    @Test
    void itDependsOnThisVersion() throws Exception {
        for (String name : new String[] {"groupId", "artifactId", "version"}) {
            assertEquals(at(own, "/project/" + name), at(shown, "/project/dependencies/dependency/" + name), name);
        }
    }

    @Test
    void theCitationNamesThisVersion() throws Exception {
        String line = "  version = {" + at(own, "/project/version") + "},";
        assertTrue(Files.readAllLines(Path.of("README.md")).contains(line), line);
    }

    /** Maven 3.8's compiler plugin does not know maven.compiler.release. */
    @Test
    void itCompilesForTheJavaThatIsNeeded() throws Exception {
        String needed = at(own, "/project/properties/maven.compiler.release");
        assertEquals(needed, at(shown, "/project/properties/maven.compiler.source"));
        assertEquals(needed, at(shown, "/project/properties/maven.compiler.target"));
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static String at(Document document, String path) throws Exception {
        return PATHS.evaluate(path, document);
    }
}
