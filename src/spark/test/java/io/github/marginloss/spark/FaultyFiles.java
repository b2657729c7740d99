package io.github.marginloss.spark;

import java.io.IOException;
import java.net.URI;
import java.util.StringJoiner;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.api.java.JavaSparkContext;

/** Local files as a network that is down would show them: they are listed, and none can be read or deleted. */
public final class FaultyFiles extends DelegateToFileSystem {

    private static final URI ROOT = URI.create("faulty:///");

    /** An exception as clients of file systems throw them: Java cannot serialize it. */
    private static final class Down extends IOException {

        private static final long serialVersionUID = 1;

        /** Is not serializable. */
        private final Object message = new StringJoiner(" ").add("no").add("connection");

        @Override
        public String getMessage() {
            return message.toString();
        }
    }

    /** Hadoop calls it. */
    public FaultyFiles(URI uri, Configuration configuration) throws Exception {
        super(ROOT, new Files(), configuration, ROOT.getScheme(), false);
    }

    private static final class Files extends RawLocalFileSystem {

        @Override
        public URI getUri() {
            return ROOT;
        }

        @Override
        public FSDataInputStream open(Path path, int size) throws IOException {
            throw new Down();
        }

        @Override
        public boolean delete(Path path, boolean recursive) throws IOException {
            throw new Down();
        }
    }

    /** Returns the URI of a local folder in it. */
    static String uri(JavaSparkContext spark, java.nio.file.Path folder) {
        spark.hadoopConfiguration().set("fs.AbstractFileSystem.faulty.impl", FaultyFiles.class.getName());
        return "faulty://" + folder;
    }
}
