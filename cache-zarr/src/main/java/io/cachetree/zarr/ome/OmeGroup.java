package io.cachetree.zarr.ome;

import io.cachetree.zarr.array.ArrayFiles;
import io.cachetree.zarr.codec.DamagedDataException;
import io.cachetree.zarr.metadata.ArrayLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What OME-Zarr says in the attributes of a group.
 *
 * @param version of OME-Zarr, as far as the version of Zarr tells
 * @param attributes beside others in 0.4, and on their own under {@code ome} in 0.5
 */
record OmeGroup(OmeVersion version, JsonPlace attributes) {

    private static final String V3_FILE = "zarr.json";
    private static final String V2_FILE = ".zgroup";
    private static final String V2_ATTRIBUTES = ".zattrs";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Returns the attributes of a group, or nothing if there are none. */
    static Optional<OmeGroup> read(ArrayFiles files) throws IOException {
        Optional<JsonPlace> v3 = read(files, V3_FILE);
        if (v3.isPresent()) {
            String type = v3.get().field("node_type").text();
            if (type.equals("array")) {
                return Optional.empty();
            }
            v3.get().field("node_type").require(type.equals("group"), "\"group\"");
            Optional<JsonPlace> ome = v3.get().find("attributes").flatMap(all -> all.find("ome"));
            return ome.map(found -> new OmeGroup(OmeVersion.V0_5, found));
        }
        return read(files, V2_ATTRIBUTES).map(all -> new OmeGroup(OmeVersion.V0_4, all));
    }

    /** Returns whether there is a group, of an image or of anything else. */
    static boolean isAt(ArrayFiles files) throws IOException {
        Optional<JsonPlace> v3 = read(files, V3_FILE);
        return v3.isPresent()
                ? v3.get().text("node_type").equals("group")
                : files.size(V2_FILE).isPresent();
    }

    /** Returns whether this says something of an image, or of several. */
    boolean isOfImages() {
        return Stream.of("multiscales", OmeImage.SERIES)
                .anyMatch(name -> attributes.find(name).isPresent());
    }

    /** Creates a group; the file with the attributes is the last. */
    static void write(ArrayFiles files, OmeVersion version, ObjectNode attributes) throws IOException {
        ObjectNode group = JsonNodeFactory.instance.objectNode();
        group.put("zarr_format", version.format().number());
        if (version == OmeVersion.V0_4) {
            create(files, V2_FILE, group);
            create(files, V2_ATTRIBUTES, attributes);
        } else {
            group.put("node_type", "group");
            group.putObject("attributes").set("ome", attributes);
            create(files, V3_FILE, group);
        }
    }

    private static void create(ArrayFiles files, String name, ObjectNode json) throws IOException {
        byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        files.create(name, List.of(ByteBuffer.wrap(bytes)));
    }

    private static Optional<JsonPlace> read(ArrayFiles files, String name) throws IOException {
        Optional<ByteBuffer> bytes = files.read(name, ArrayLimits.MAX_METADATA_BYTES, ByteBuffer::allocate);
        try {
            return bytes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new JsonPlace("", JSON.readTree(bytes.get().array())).object());
        } catch (JacksonException e) {
            throw new DamagedDataException("\"%s\": expected JSON, found (%s)".formatted(name, why(e)), e);
        }
    }

    /** Returns what Jackson says, without the places in a source that it does not name. */
    private static String why(JacksonException e) {
        return String.valueOf(e.getOriginalMessage()).replaceFirst(" \\(start marker at .*", "");
    }
}
