package io.cachetree.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cachetree.codec.internal.Tolerance;
import java.io.Serial;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.type.LogicalType;

/**
 * The JSON of CacheTree: how Jackson is set so that a value comes back as it was, or not at all.
 *
 * <ul>
 *   <li>Written for people: indented, properties in the order of the source, text and enum constants by name, dates in ISO
 *       8601, maps in their own order. The same on each machine.
 *   <li>Written whole: {@code @JsonInclude} is not followed, as a property that is left out cannot be told from one that
 *       was lost.
 *   <li>Read exactly: unknown, missing and doubled properties are errors, and so are numbers in quotes and text behind the
 *       end.
 *   <li>No class name from data is ever followed, whatever annotations ask for.
 *   <li>Nested at most 500 deep, in both directions. Other sizes need no limit: the text is in memory already.
 * </ul>
 *
 * <p>Thread safety: may be used by many threads at the same time.
 */
final class JsonFormat {

    private static final int MAX_DEPTH = 500;

    private final JsonMapper mapper = JsonMapper.builder(factory())
            .defaultPrettyPrinter(printer())
            .annotationIntrospector(new Whole())
            .polymorphicTypeValidator(new NoClassNames())
            .addModule(new SimpleModule("cachetree")
                    .setSerializerModifier(new DeclaredClasses())
                    .addAbstractTypeMapping(Set.class, LinkedHashSet.class)
                    .addAbstractTypeMapping(Map.class, LinkedHashMap.class))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION, StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT, DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .withCoercionConfig(LogicalType.Textual, JsonFormat::acceptOnlyText)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS, SerializationFeature.CLOSE_CLOSEABLE)
            .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
            .disable(
                    MapperFeature.ALLOW_COERCION_OF_SCALARS,
                    MapperFeature.SORT_PROPERTIES_ALPHABETICALLY,
                    MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS,
                    MapperFeature.USE_GETTERS_AS_SETTERS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(EnumFeature.READ_ENUMS_USING_TO_STRING, EnumFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
            .disable(
                    DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS,
                    DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
                    DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE,
                    DateTimeFeature.NORMALIZE_DESERIALIZED_ZONE_ID)
            .build();

    JsonMapper mapper() {
        return mapper;
    }

    /** Returns a type as Jackson sees it. */
    JavaType resolve(Type type) {
        return mapper.constructType(type);
    }

    /** Returns the codec for a class that is known to come back. */
    <T> JsonCodec<T> codec(Class<T> type) {
        return new JsonCodec<>(resolve(type), mapper, Tolerance.NONE);
    }

    private static void acceptOnlyText(MutableCoercionConfig text) {
        text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    private static JsonFactory factory() {
        return JsonFactory.builder()
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .build())
                .build();
    }

    private static DefaultPrettyPrinter printer() {
        return new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(new DefaultIndenter("  ", "\n"));
    }

    /** Reads annotations, but for those that leave out properties by their value. */
    private static final class Whole extends JacksonAnnotationIntrospector {

        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public JsonInclude.Value findPropertyInclusion(MapperConfig<?> config, Annotated annotated) {
            return JsonInclude.Value.empty();
        }
    }

    /** Denies all types that data would name by class. */
    private static final class NoClassNames extends PolymorphicTypeValidator {

        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public Validity validateBaseType(DatabindContext context, JavaType baseType) {
            return Validity.DENIED;
        }

        @Override
        public Validity validateSubClassName(DatabindContext context, JavaType baseType, String subClassName) {
            return Validity.DENIED;
        }

        @Override
        public Validity validateSubType(DatabindContext context, JavaType baseType, JavaType subType) {
            return Validity.DENIED;
        }
    }

    /**
     * Has each open class refuse to write objects of a subclass. Jackson would leave out what the subclass adds.
     *
     * <p>The first property does it, as all that is written of an object goes through its properties.
     */
    private static final class DeclaredClasses extends ValueSerializerModifier {

        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription.Supplier bean, List<BeanPropertyWriter> properties) {
            if (!properties.isEmpty() && !bean.getType().isFinal()) {
                properties.set(0, new Guard(properties.get(0), bean.getBeanClass()));
            }
            return properties;
        }
    }

    /** A property that is written for objects of one class only. */
    private static final class Guard extends BeanPropertyWriter {

        @Serial
        private static final long serialVersionUID = 1L;

        private final Class<?> declared;

        Guard(BeanPropertyWriter property, Class<?> declared) {
            super(property);
            this.declared = declared;
        }

        @Override
        public void serializeAsProperty(Object bean, JsonGenerator generator, SerializationContext context)
                throws Exception {
            if (bean.getClass() != declared) {
                context.reportMappingProblem(
                        "it is a %s, and declared is %s", bean.getClass().getName(), declared.getName());
            }
            super.serializeAsProperty(bean, generator, context);
        }
    }
}
