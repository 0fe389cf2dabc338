package io.latticework.testkit.docs;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program of a block, compiled and run on a class path of its own, as a stranger would. A block without a class is
 * the body of {@code main}, with everything imported that the library exports.
 */
final class Program {
    private static final Pattern MAIN_CLASS = Pattern.compile("(?m)^public (?:final )?class (\\w+)");
    private static final List<String> IMPORTS = List.of(
            "io.latticework.crdt",
            "io.latticework.crdt.causal",
            "io.latticework.crdt.codec",
            "io.latticework.crdt.error",
            "io.latticework.crdt.time",
            "java.util");

    private final String name;
    private final String source;

    private Program(String name, String source) {
        this.name = name;
        this.source = source;
    }

    static Program of(String block) {
        Matcher main = MAIN_CLASS.matcher(block);
        return main.find() ? new Program(main.group(1), block) : new Program("Snippet", wrapped(block));
    }

    private static String wrapped(String body) {
        String imports = IMPORTS.stream().map(each -> "import " + each + ".*;").collect(Collectors.joining(" "));
        return imports + " public class Snippet { public static void main(String[] args) throws Exception {\n" + body
                + "}}\n";
    }

    /** Returns what the program prints. */
    String run(Path folder) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader = compiled(folder)) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            main(loader);
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    /** Compiles the program; returns a loader of it and of all that it uses. */
    URLClassLoader compiled(Path folder) throws IOException {
        compile(folder);
        URL[] urls = Stream.concat(Stream.of(folder), classPath().stream())
                .map(Program::url)
                .toArray(URL[]::new);
        return new URLClassLoader(urls, new JdkOnly());
    }

    /** Runs the program as a loader has it. */
    void main(ClassLoader loader, String... arguments) throws ReflectiveOperationException {
        loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) arguments);
    }

    /** The platform's loader, without the classes of modules on this test's path, which it would find too. */
    private static final class JdkOnly extends ClassLoader {
        JdkOnly() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> found = super.loadClass(name, resolve);
            if (found.getClassLoader() == ClassLoader.getSystemClassLoader()) {
                throw new ClassNotFoundException(name);
            }
            return found;
        }
    }

    private void compile(Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        String path = classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<String> arguments = List.of(
                "--release", "17", "-proc:none", "-Xlint:all,-classfile", "-Werror", "-cp", path, "-d", "" + folder);
        List<String> all = new ArrayList<>(arguments);
        all.add(file.toString());
        StringWriter messages = new StringWriter();
        PrintWriter out = new PrintWriter(messages);
        int failed = ToolProvider.findFirst("javac").orElseThrow().run(out, out, all.toArray(String[]::new));
        if (failed != 0) {
            throw new AssertionError("The block does not compile:\n" + messages + "\n" + source);
        }
    }

    /** Everything that this test can see, on whichever path it is. */
    private static List<Path> classPath() {
        return Stream.of("java.class.path", "jdk.module.path")
                .map(path -> System.getProperty(path, ""))
                .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
