package io.latticework.crdt.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

/** Loads the library in a class loader that has no Jackson. */
class JacksonAbsentTest {
    @Test
    void builtInCodecsWorkAndOthersSayWhatIsMissing() throws Exception {
        URL classes = ValueCodec.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, null)) {
            Class<?> codec = loader.loadClass(ValueCodec.class.getName());
            assertThat(codec).isNotSameAs(ValueCodec.class);
            Method ofClass = codec.getMethod("ofClass", Class.class);
            Object strings = ofClass.invoke(null, String.class);
            assertThat(codec.getMethod("name").invoke(strings)).isEqualTo("string");
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> ofClass.invoke(null, Float.class))
                        .isInstanceOf(InvocationTargetException.class)
                        .cause()
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("jackson-databind")
                        .hasMessageContaining("java.lang.Float");
            }
        }
    }
}
