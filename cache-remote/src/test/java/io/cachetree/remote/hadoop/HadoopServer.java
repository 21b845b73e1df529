package io.cachetree.remote.hadoop;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/** Hadoop's own small cluster of one name node and one data node on the loopback, one for all tests of this process. */
final class HadoopServer {

    private HadoopServer() {}

    private static final class Started {
        static final MiniDFSCluster CLUSTER = start();

        private Started() {}
    }

    static URI url() {
        return Started.CLUSTER.getURI();
    }

    private static MiniDFSCluster start() {
        try {
            Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "hdfs-");
            Configuration configuration = new Configuration();
            configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.toString());
            MiniDFSCluster cluster = new MiniDFSCluster.Builder(configuration).build();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> cluster.shutdown(true)));
            cluster.waitActive();
            return cluster;
        } catch (IOException e) {
            throw new IllegalStateException("The small cluster of Hadoop does not start", e);
        }
    }
}
