package io.cachetree.engine.files;

import io.cachetree.codec.Codec;
import io.cachetree.engine.call.KeyedCall;
import io.cachetree.engine.call.Workspace;
import io.cachetree.entry.EntryNames;
import io.cachetree.entry.EntryRecord;
import io.cachetree.entry.NewEntry;
import io.cachetree.key.CacheKey;
import io.cachetree.store.Access;
import io.cachetree.store.Stage;
import io.cachetree.store.Store;
import io.cachetree.store.StoreException;
import io.cachetree.store.StoredFile;
import io.cachetree.tree.Digest;
import io.cachetree.tree.NodePath;
import io.cachetree.tree.Origin;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One execution of a step's body, with a directory that nobody else uses.
 *
 * <p>The directory is made when the step or a codec first asks for it. Thread safety: any number of threads.
 */
public final class Attempt implements Workspace, Codec.Target {

    /** The file of a JSON result that is too large for the record. */
    static final String RESULT_FILE = Codec.RESULT + ".json";

    private static final Logger log = LoggerFactory.getLogger(Attempt.class);

    private final Store store;
    private final NodePath node;
    private final CacheKey key;
    private final Codec.Options options;
    private String name;
    private @Nullable Stage stage;
    private @Nullable Writer lines;
    private byte @Nullable [] json;
    private boolean logged;
    private boolean lent;
    private volatile Outputs sealed = new Outputs(List.of());
    private boolean ended;
    private boolean mayBePublished;
    private final KeyedCall call;
    private final @Nullable SpareSpace spare;
    private @Nullable StoreException failure;
    private boolean hasReturned;
    private boolean hasFilesOfBody;
    private Codec.Source files = new StageSource(this);

    /** Creates an attempt of a call that has no directory yet. */
    public Attempt(Store store, KeyedCall call) {
        this(store, call, null);
    }

    /**
     * Creates an attempt of a call that has no directory yet.
     *
     * @param spare where its directory is made if the storage fails and the options say to go on; {@code null} for nowhere
     */
    public Attempt(Store store, KeyedCall call, @Nullable SpareSpace spare) {
        this.store = store;
        this.call = call;
        this.spare = spare;
        this.node = call.invocation().node();
        this.key = call.invocation().key();
        this.options = call.optionsForCodec();
        this.name = EntryNames.attempt(key, store.access());
    }

    @Override
    public synchronized boolean isOpen() {
        return !ended;
    }

    @Override
    public NodePath node() {
        return node;
    }

    @Override
    public CacheKey key() {
        return key;
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public URI uri() {
        return madeStage().uri();
    }

    @Override
    public Path path() {
        return madeStage().path();
    }

    /** Returns the directory for a value that may read from it as long as the tree is open. */
    synchronized Path lentPath() {
        lent = true;
        return path();
    }

    /** Takes note that it was committed: its files need take no room here any more, unless a value was given the directory. */
    public synchronized void committed(EntryRecord record) {
        if (!lent) {
            files = new EntrySource(store, node, record);
            stage().ifPresent(Stage::release);
        }
    }

    /** Returns where its files are to be read now. */
    synchronized Codec.Source files() {
        return files;
    }

    @Override
    public Path directory() {
        return path();
    }

    @Override
    public OutputStream create(String file) throws IOException {
        return madeStage().create(file);
    }

    @Override
    public void write(String file, List<ByteBuffer> parts) throws IOException {
        madeStage().write(file, parts);
    }

    @Override
    public Codec.Source written() {
        return new WrittenSource(this);
    }

    @Override
    public Codec.Options options() {
        return options;
    }

    @Override
    public synchronized void json(byte[] utf8) {
        json = utf8;
    }

    /** Returns the JSON that the codec gave, if it gave any. */
    synchronized byte @Nullable [] json() {
        return json;
    }

    /** Returns its name: once there is a directory, that of the directory. */
    public synchronized String directoryName() {
        return name;
    }

    /** Returns the directory, if there is one. */
    public synchronized Optional<Stage> stage() {
        return Optional.ofNullable(stage);
    }

    /** Returns where the files are that it writes. */
    synchronized Access access() {
        return stage == null ? store.access() : store.access(stage.directory());
    }

    private synchronized Stage madeStage() {
        Stage made = stage == null ? newStage() : stage;
        stage = made;
        return made;
    }

    private Stage newStage() {
        if (spare != null && failure != null) {
            return spare.stage(node, key);
        }
        try {
            NewEntry entry = NewEntry.begin(store, node, key);
            name = entry.attempt();
            return entry.stage();
        } catch (StoreException e) {
            if (goesOn(e) && spare != null && !hasReturned) {
                return spare.stage(node, key);
            }
            throw e;
        }
    }

    /**
     * Returns whether the step goes on although the storage failed; its result is not committed then. What cannot be committed for
     * this reason may still be computed.
     */
    public synchronized boolean goesOn(StoreException e) {
        if (spare == null || ended || !call.scope().settings().goesOnWithoutStore()) {
            return false;
        }
        failure = failure == null ? e : failure;
        return true;
    }

    /** Returns why the result cannot be committed, if the storage failed already. */
    public synchronized Optional<StoreException> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Takes note that the body has returned: its result may be a file that it wrote, or read one. What a codec writes from now on is of
     * no use to anybody unless it is committed.
     */
    public synchronized void returned() {
        hasFilesOfBody = stage != null;
        hasReturned = true;
    }

    /** What is logged after the end is lost: the entry is committed then, and does not change. */
    @Override
    public synchronized void log(String line) {
        try {
            if (ended) {
                return;
            }
            if (lines == null) {
                logged = true;
                lines = Files.newBufferedWriter(
                        path().resolve(EntryNames.LOG),
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
            lines.write(line.endsWith("\n") ? line : line + System.lineSeparator());
            lines.flush();
        } catch (IOException e) {
            StoreException lost = new StoreException("write", node.resolve(name) + "/" + EntryNames.LOG, e);
            if (!goesOn(lost)) {
                throw lost;
            }
        }
    }

    /** Returns the directory, or the node if there is none yet, as a person would look for it. */
    public synchronized Object where() {
        return stage == null ? store + "/" + node : stage.path();
    }

    /** Returns the JSON that stands in the record; a larger one goes into a file. */
    public synchronized byte @Nullable [] jsonForRecord() throws IOException {
        if (json == null || json.length <= RECORD_LIMIT) {
            return json;
        }
        try (OutputStream out = create(RESULT_FILE)) {
            out.write(json);
        }
        return null;
    }

    /** Ends the writing, and returns what was written. */
    public List<StoredFile> seal() {
        end();
        List<StoredFile> files = stage().map(made -> made.seal(this::isOutput)).orElse(List.of());
        sealed = new Outputs(files);
        return files;
    }

    /** Returns the digest of a file that was written; nothing before the writing has ended. */
    Optional<Digest> digest(String file) {
        return sealed.find(file).map(StoredFile::digest);
    }

    /** A {@code log.txt} that the step wrote itself is its result. */
    public synchronized boolean isOutput(String file) {
        return EntryNames.isOutput(file) && !(logged && file.equals(EntryNames.LOG));
    }

    private synchronized void end() {
        ended = true;
        try {
            Writer open = lines;
            lines = null;
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            throw new StoreException("close", node.resolve(name) + "/" + EntryNames.LOG, e);
        }
    }

    /** From here on a record may name the directory, whatever goes wrong: it is neither changed nor deleted. */
    public synchronized void publishing() {
        mayBePublished = true;
    }

    /** Returns whether a record may name the directory. */
    public synchronized boolean mayBePublished() {
        return mayBePublished;
    }

    /**
     * Leaves what there is for the person who has to find out why the step failed; nobody goes on with it.
     *
     * @param origin who ran the step, and when
     */
    public void fail(Origin origin) {
        giveUp();
        stage().ifPresent(made -> NewEntry.markFailed(store, made, origin));
    }

    /** Leaves nothing. */
    public void discard() {
        giveUp();
        stage().ifPresent(Stage::discard);
    }

    /** Leaves the files that the body wrote to those who were given its result. No record names them, so they go with the process. */
    public synchronized void keep() {
        giveUp();
        if (!hasFilesOfBody && !mayBePublished) {
            stage().ifPresent(Stage::discard);
        }
    }

    /** Leaves nothing, unless somebody may be given what the body wrote. */
    public synchronized void discardWhatCouldNotBeWritten() {
        if (!hasFilesOfBody || !call.scope().settings().goesOnWithoutStore()) {
            discard();
        }
    }

    /** A log that cannot be closed must not hide what the attempt is given up for: on a full disk both happen. */
    private void giveUp() {
        try {
            end();
        } catch (StoreException e) {
            log.debug("The log of attempt {} of node {} is cut off", directoryName(), node, e);
        }
    }
}
