package io.latticework.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Where figures were taken. */
public final class Machine {
    private Machine() {}

    /** Returns one line: the date, the cores, the JVM, the load of the machine by others. */
    public static String describe() {
        Runtime runtime = Runtime.getRuntime();
        double load = java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                .getSystemLoadAverage();
        return String.format(
                java.util.Locale.ROOT,
                "%s; %d x %s; %s %s; load at the start %.1f",
                LocalDate.now(ZoneOffset.UTC),
                runtime.availableProcessors(),
                processor(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.vm.version"),
                load);
    }

    /** Returns the CPU time of this thread, in nanoseconds. */
    public static long threadNanos() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String processor() {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(info)) {
            return System.getProperty("os.arch");
        }
        try (var lines = Files.lines(info)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch") + " (" + e.getMessage() + ")";
        }
    }
}
