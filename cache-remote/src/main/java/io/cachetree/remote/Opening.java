package io.cachetree.remote;

import io.cachetree.remote.machine.CacheHome;
import io.cachetree.remote.machine.Environment;
import io.cachetree.remote.machine.LocalCopies;
import io.cachetree.remote.machine.ScratchSpace;
import io.cachetree.remote.object.Meter;
import io.cachetree.remote.object.ObjectException;
import io.cachetree.remote.object.ObjectStore;
import io.cachetree.remote.object.ReliableObjects;
import io.cachetree.remote.opendal.OpenDal;
import io.cachetree.store.Store;
import io.cachetree.tree.InvalidStepException;
import java.nio.file.Path;

/**
 * Opens the store at a URL. Nothing is asked of the server.
 *
 * @param url the URL
 * @param environment what this machine says
 */
record Opening(RemoteUrl url, Environment environment) {

    Store store() {
        Limits limits = Limits.in(environment);
        Credentials credentials = new Credentials(url, environment);
        Meter meter = new Meter();
        ObjectStore objects = new ReliableObjects(client(credentials), url.cloud(), limits.patience(), meter);
        Path home = CacheHome.in(environment);
        return new RemoteStore(
                url,
                new Explanations(url, credentials.endpoint().orElse("")),
                objects,
                meter,
                new Transfers(limits.parallel(), limits.inFlight()),
                new ScratchSpace(home.resolve("scratch")),
                new LocalCopies(home.resolve("files"), limits.localCopies()));
    }

    private ObjectStore client(Credentials credentials) {
        try {
            return OpenDal.open(credentials.service(), credentials.settings());
        } catch (ObjectException e) {
            throw new InvalidStepException(
                    "Cannot open a cache tree at \"%s\": %s. %s".formatted(url, e.detail(), advice(e)), e);
        } catch (LinkageError e) {
            throw new InvalidStepException("""
                    Cannot open a cache tree at "%s": there is no native library of Apache OpenDAL for this platform on the \
                    class path. Add the dependency "org.apache.opendal:opendal:%s:%s".""".formatted(url, OpenDal.version(), OpenDal.platform()), e);
        }
    }

    private static String advice(ObjectException e) {
        return e.detail().contains("region") ? "Add \"?region=\" to the URL, or set AWS_REGION." : "Correct the URL.";
    }
}
