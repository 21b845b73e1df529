package io.cachetree.endtoend;

import io.cachetree.remote.server.S3Server;
import java.nio.file.Path;

/** The credentials for S3 of this process, and what is kept on this machine. */
final class Account {

    private Account() {}

    static void use(Path cache) {
        System.setProperty("aws.accessKeyId", S3Server.CREDENTIALS.getOrDefault("AWS_ACCESS_KEY_ID", ""));
        System.setProperty("aws.secretAccessKey", S3Server.SECRET);
        System.setProperty("cachetree.cache", cache.toString());
    }

    static void leave() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        System.clearProperty("cachetree.cache");
    }
}
