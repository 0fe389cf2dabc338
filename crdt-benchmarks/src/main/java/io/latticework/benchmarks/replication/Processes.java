package io.latticework.benchmarks.replication;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of further processes of this program. */
final class Processes {
    private Processes() {}

    /** Returns the start of a command line with options of the JVM; the class to run follows. */
    static List<String> java(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-Dslf4j.internal.verbosity=ERROR", "-cp", System.getProperty("java.class.path")));
        return command;
    }
}
