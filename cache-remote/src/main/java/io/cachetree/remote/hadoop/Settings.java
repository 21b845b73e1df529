package io.cachetree.remote.hadoop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The configuration of Hadoop: the files on the class path, and those in {@code HADOOP_CONF_DIR}. */
final class Settings {

    private static final List<String> FILES = List.of("core-site.xml", "hdfs-site.xml");

    private Settings() {}

    /**
     * Returns the configuration. Whoever asks repeats what may be repeated, as long as there is time; Hadoop itself would not say in time that a server is down. And
     * when a file is closed before its data node has told the name node of the block, which is usual for a small one, Hadoop would wait for 400 ms before it
     * looks again: for us, for 10, in all about as long as before.
     */
    static Configuration configuration() {
        Configuration configuration = new Configuration();
        String directory = System.getenv("HADOOP_CONF_DIR");
        if (directory != null) {
            FILES.stream()
                    .map(name -> Path.of(directory, name))
                    .filter(Files::isRegularFile)
                    .forEach(file -> configuration.addResource(new org.apache.hadoop.fs.Path(file.toUri())));
        }
        configuration.setInt("ipc.client.connect.max.retries", 1);
        configuration.setInt("ipc.client.connect.max.retries.on.timeouts", 1);
        configuration.setInt("dfs.client.block.write.locateFollowingBlock.initial.delay.ms", 10);
        configuration.setInt("dfs.client.block.write.locateFollowingBlock.retries", 11);
        return configuration;
    }
}
