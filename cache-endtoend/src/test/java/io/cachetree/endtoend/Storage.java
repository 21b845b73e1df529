package io.cachetree.endtoend;

import io.cachetree.remote.server.AzureServer;
import io.cachetree.remote.server.GoogleServer;
import io.cachetree.remote.server.HadoopServer;
import io.cachetree.remote.server.S3Server;
import java.util.Map;

/** The kinds of storage, each with a server of its own on this machine, which is started when first asked for. */
enum Storage {
    S3 {
        @Override
        String url(String path) {
            return S3Server.running().url(path);
        }

        @Override
        Map<String, String> variables() {
            return S3Server.CREDENTIALS;
        }
    },
    AZURE {
        @Override
        String url(String path) {
            return AzureServer.running().url(path);
        }

        @Override
        Map<String, String> variables() {
            return AzureServer.CREDENTIALS;
        }
    },
    GOOGLE {
        @Override
        String url(String path) {
            return GoogleServer.running().url(path);
        }

        @Override
        Map<String, String> variables() {
            return GoogleServer.CREDENTIALS;
        }
    },
    HADOOP {
        @Override
        String url(String path) {
            return HadoopServer.url() + "/" + path;
        }

        @Override
        Map<String, String> variables() {
            return Map.of();
        }
    };

    /** Returns the URL of a root; the test is skipped where the server is not installed. */
    abstract String url(String path);

    /** Returns the environment variables with the credentials of the only account. */
    abstract Map<String, String> variables();
}
