package io.cachetree.zarr;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cachetree.codec.Codec;
import io.cachetree.tree.InvalidStepException;
import io.cachetree.tree.NodeName;
import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.array.StoredArray;
import io.cachetree.zarr.image.DigestingSource;
import io.cachetree.zarr.image.Images;
import io.cachetree.zarr.image.StoredImage;
import io.cachetree.zarr.image.ValueDigest;
import io.cachetree.zarr.metadata.ElementType;
import io.cachetree.zarr.ome.NewImage;
import io.cachetree.zarr.ome.OmeImage;
import io.cachetree.zarr.ome.OmeZarrOptions;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps an image as OME-Zarr in a directory of the entry, and in the record where it is and which values it has: {@code
 * {"file":"nuclei.ome.zarr","values":"values1:5f1c..."}}. Of storage that is not on this machine, the record has the metadata as
 * well.
 *
 * <ul>
 *   <li>Of what is read back only the metadata was looked at. Each chunk is read and compared with what was committed when
 *       its pixels are first asked for.
 *   <li>The digest of the values is taken while they are written. By it the image enters the keys of other steps.
 * </ul>
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
final class ImageCodec<T> implements Codec<T> {

    private static final String SUFFIX = ".ome.zarr";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String id;
    private final Pixels<T> pixels;

    /** What stands in the record. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reference(String file, String values, @Nullable Map<String, String> metadata) {

        Metadata known() {
            return Metadata.of(metadata == null ? Map.of() : metadata);
        }
    }

    ImageCodec(String id, Pixels<T> pixels) {
        this.id = id;
        this.pixels = pixels;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public void check(Options options) {
        try {
            OmeZarrOptions said = options(options);
            pixels.declared().filter(type -> !said.fits(type)).ifPresent(ImageCodec::refuseLabels);
        } catch (IllegalArgumentException e) {
            throw new InvalidStepException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void refuseLabels(ElementType type) {
        throw new IllegalArgumentException(
                "Cannot write labels: they are integers, and the pixels are %s. Return labels as Img<IntType>, or an image that is not labels."
                        .formatted(type.label()));
    }

    private static OmeZarrOptions options(Options said) {
        OmeZarrOptions inherited = said.inForce(OmeZarrOptions.class).orElse(OmeZarrOptions.unset());
        return said.annotation(OmeZarr.class)
                .map(AnnotatedOptions::of)
                .orElse(OmeZarrOptions.unset())
                .over(inherited);
    }

    @Override
    public void encode(T value, Target target) throws IOException {
        NewImage image = image(value, target);
        String file = fileOf(image, target);
        DigestingSource source = new DigestingSource(image.source(), image.type(), image.shape());
        Metadata metadata = new Metadata();
        OmeImage written = OmeImage.write(
                EntryFiles.of(file, target, metadata),
                new NewImage(image.type(), source, image.shape(), image.options(), image.labels()),
                ForkJoinPool.commonPool());
        ValueDigest values = source.digest(written.level(0));
        target.json(JSON.writeValueAsBytes(new Reference(file, values.toString(), forRecord(metadata, target))));
    }

    /** Whatever is thrown after this, pixels have thrown that are computed while they are written: it is the step's own. */
    private NewImage image(T value, Target target) {
        try {
            OmeZarrOptions options = options(target.options());
            String shown = Optional.ofNullable(options.name()).orElseGet(() -> nameOf(target));
            NewImage image = pixels.of(value).with(options.withName(shown));
            OmeImage.check(image);
            return image;
        } catch (IllegalArgumentException e) {
            throw new InvalidStepException(String.valueOf(e.getMessage()), e);
        }
    }

    private static @Nullable Map<String, String> forRecord(Metadata metadata, Target target) {
        return target.written().isInPlace() ? null : metadata.texts().orElse(null);
    }

    private static String fileOf(NewImage image, Target target) {
        String shown = String.valueOf(image.options().name());
        return (isPart(target) ? target.name() : NodeName.encode(shown)) + SUFFIX;
    }

    private static boolean isPart(Target target) {
        return !target.name().equals(RESULT);
    }

    private static String nameOf(Target target) {
        return isPart(target)
                ? target.name().substring(target.name().lastIndexOf('/') + 1)
                : target.options().node();
    }

    @Override
    public T decode(Source source) throws IOException {
        return pixels.read(open(source));
    }

    private static StoredImage<?> open(Source source) throws IOException {
        Reference reference = reference(source);
        String prefix = reference.file() + "/";
        ArrayFiles files = EntryFiles.of(reference.file(), source, reference.known());
        StoredArray values = OmeImage.open(new CommittedFiles(files, prefix, source))
                .expecting(name -> isCommitted(prefix + name, source))
                .level(0);
        return Images.lazy(values, files.place()).withDigest(ValueDigest.parse(reference.values()));
    }

    private static Reference reference(Source source) throws IOException {
        try {
            Reference reference = JSON.readValue(source.json(), Reference.class);
            requireName(reference.file(), source);
            ValueDigest.parse(reference.values());
            return reference;
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new IOException("Cannot read the result: the record does not say which image it is.", e);
        }
    }

    /** A record is data from anywhere: it must not lead out of the entry. */
    private static void requireName(String file, Source source) throws IOException {
        boolean isOfPart = file.equals(source.name() + SUFFIX);
        String base = file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : "";
        if (!isOfPart && !(source.name().equals(RESULT) && NodeName.isAllowed(base))) {
            throw new IOException("Cannot read the result: \"%s\" is no name of its image.".formatted(file));
        }
    }

    /** Only asked about a chunk that is absent. */
    private static boolean isCommitted(String file, Source source) {
        try {
            return source.digest(file).isPresent();
        } catch (IOException isNot) {
            return false;
        }
    }

    @Override
    public boolean readsLater(String file) {
        return file.contains(SUFFIX + "/") && !Metadata.isOf(file);
    }

    @Override
    public Optional<String> firstDifference(Source before, Source now) throws IOException {
        Reference nowReference = reference(now);
        return reference(before).values().equals(nowReference.values())
                ? Optional.empty()
                : ImageDifference.first(open(before).array(), open(now).array())
                        .map(where -> nowReference.file() + where);
    }
}
