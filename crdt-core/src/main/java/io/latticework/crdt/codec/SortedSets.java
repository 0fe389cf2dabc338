package io.latticework.crdt.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.type.CollectionType;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Set;

/**
 * Writes the elements of sets in the order of their canonical texts. Sets are equal whatever order they iterate in, and
 * that order differs between JVMs (Set.of), histories (HashSet) and comparators (TreeSet).
 */
final class SortedSets extends BeanSerializerModifier {
    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("unchecked")
    public JsonSerializer<?> modifyCollectionSerializer(
            SerializationConfig config, CollectionType type, BeanDescription description, JsonSerializer<?> standard) {
        return type.isTypeOrSubTypeOf(Set.class) ? new SetSerializer((JsonSerializer<Object>) standard) : standard;
    }

    private static final class SetSerializer extends JsonSerializer<Object> implements ContextualSerializer {
        private final JsonSerializer<Object> standard;

        SetSerializer(JsonSerializer<Object> standard) {
            this.standard = standard;
        }

        @Override
        @SuppressWarnings("unchecked")
        public JsonSerializer<?> createContextual(SerializerProvider provider, BeanProperty property)
                throws JsonMappingException {
            JsonSerializer<?> contextual = provider.handleSecondaryContextualization(standard, property);
            return new SetSerializer((JsonSerializer<Object>) contextual);
        }

        @Override
        public void serialize(Object set, JsonGenerator out, SerializerProvider provider) throws IOException {
            StringWriter unsorted = new StringWriter();
            try (JsonGenerator inner = CanonicalJson.FACTORY.createGenerator(unsorted)) {
                inner.setCodec(out.getCodec());
                standard.serialize(set, inner, provider);
            }
            out.writeRawValue(CanonicalJson.sortedArray(unsorted.toString()));
        }

        @Override
        public void serializeWithType(Object set, JsonGenerator out, SerializerProvider provider, TypeSerializer type)
                throws IOException {
            provider.reportMappingProblem("A set with type information has no canonical text");
        }

        @Override
        public boolean isEmpty(SerializerProvider provider, Object set) {
            return standard.isEmpty(provider, set);
        }
    }
}
