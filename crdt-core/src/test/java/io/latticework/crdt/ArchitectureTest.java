package io.latticework.crdt;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CheckReturnValue;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The centre stays pure, and arrows point one way. Each rule is also shown a violation, so that it is known to bite. */
class ArchitectureTest {
    private static final String ROOT = "io.latticework.crdt";
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    /** Which packages a package may use, besides itself; no more than it does use. */
    private static final Map<String, Set<String>> USES = new TreeMap<>(Map.ofEntries(
            Map.entry("error", Set.of()),
            Map.entry("time", Set.of("error")),
            Map.entry("internal.sort", Set.of()),
            Map.entry("causal", Set.of("error", "time", "internal.sort")),
            Map.entry("codec", Set.of("error")),
            Map.entry("internal.bytes", Set.of("error")),
            Map.entry("internal.trie", Set.of("causal", "internal.sort")),
            Map.entry(
                    "internal.store",
                    Set.of("causal", "error", "time", "internal.bytes", "internal.sort", "internal.trie")),
            Map.entry("internal.counter", Set.of("causal", "error", "internal.bytes", "internal.store")),
            Map.entry("internal.register", Set.of("causal", "time", "internal.store")),
            Map.entry("internal.sequence", Set.of("causal", "error", "internal.bytes", "internal.store")),
            Map.entry("internal.set", Set.of("causal", "internal.store", "internal.trie")),
            Map.entry(
                    "internal.wire",
                    Set.of(
                            "causal",
                            "error",
                            "time",
                            "internal.bytes",
                            "internal.counter",
                            "internal.register",
                            "internal.sequence",
                            "internal.set",
                            "internal.sort",
                            "internal.store",
                            "internal.trie"))));

    static Stream<String> packages() {
        return USES.keySet().stream();
    }

    private static String name(String packageName) {
        return packageName.equals(ROOT) ? "" : packageName.substring(ROOT.length() + 1);
    }

    private static ArchRule mayUse(String from, Set<String> used) {
        DescribedPredicate<JavaClass> forbidden = describe(
                "any package of core but " + used,
                target -> (target.getPackageName() + ".").startsWith(ROOT + ".")
                        && !name(target.getPackageName()).equals(from)
                        && !used.contains(name(target.getPackageName())));
        return noClasses().that().resideInAPackage(ROOT + "." + from).should().dependOnClassesThat(forbidden);
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesWhatItMayAndNothingLess(String from) {
        mayUse(from, USES.get(from)).check(CORE);
        for (String used : USES.get(from)) {
            Set<String> less = new TreeSet<>(USES.get(from));
            less.remove(used);
            assertThat(mayUse(from, less).evaluate(CORE).hasViolation())
                    .as("%s uses %s", from, used)
                    .isTrue();
        }
    }

    @Test
    void allPackagesHaveTheirPlaceAndFormNoCycle() {
        Set<String> found = new TreeSet<>();
        CORE.forEach(type -> found.add(name(type.getPackageName())));
        Set<String> expected = new TreeSet<>(USES.keySet());
        expected.add("");
        assertThat(found).isEqualTo(expected);
        SlicesRuleDefinition.slices()
                .matching("io.latticework.(**)")
                .should()
                .beFreeOfCycles()
                .check(CORE);
    }

    private static final ArchRule NO_IO = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("java.net..")
                    .or(resideInAPackage("java.nio.file.."))
                    .or(resideInAPackage("java.nio.channels.."))
                    .or(resideInAPackage("java.util.logging.."))
                    .or(isOneOf("java.lang.System$Logger"))
                    .or(resideInAPackage("java.io..")
                            .and(isNoneOf(
                                    "java.io.IOException",
                                    "java.io.UncheckedIOException",
                                    "java.io.StringWriter",
                                    "java.io.Serializable"))))
            .because("core holds values; bytes come and go through arrays");

    /** A guard holds for the calls of who sets it, so it is the caller that decides on threads there too. */
    private static final ArchRule NO_THREADS = noClasses()
            .that()
            .haveNameNotMatching(".*\\.MergeGuard(\\$.*)?")
            .should()
            .dependOnClassesThat(isOneOf(
                            "java.lang.Thread", "java.lang.ThreadLocal", "java.lang.Runtime", "java.util.Timer")
                    .or(resideInAPackage("java.util.concurrent..")
                            .and(DescribedPredicate.not(resideInAPackage("java.util.concurrent.atomic")))
                            .and(isNoneOf(
                                    "java.util.concurrent.ConcurrentHashMap", "java.util.concurrent.ConcurrentMap"))))
            .because("who calls decides on threads");

    private static final ArchRule NO_CHANCE = noClasses()
            .should()
            .dependOnClassesThat(isOneOf(
                    "java.util.Random",
                    "java.util.SplittableRandom",
                    "java.util.random.RandomGenerator",
                    "java.util.concurrent.ThreadLocalRandom",
                    "java.security.SecureRandom",
                    "java.time.Clock"))
            .orShould()
            .accessTargetWhere(isOneOfMembers(
                    "java.lang.System.currentTimeMillis",
                    "java.lang.System.nanoTime",
                    "java.lang.System.identityHashCode",
                    "java.lang.System.out",
                    "java.lang.System.err",
                    "java.lang.System.in",
                    "java.lang.System.getenv",
                    "java.lang.System.getProperty",
                    "java.time.Instant.now",
                    "java.time.LocalDateTime.now",
                    "java.time.ZonedDateTime.now",
                    "java.util.UUID.randomUUID",
                    "java.lang.Math.random",
                    "java.lang.Throwable.printStackTrace"))
            .because("time, chance and the console are given from outside, or runs could not be repeated");

    private static final ArchRule CLEAN_SIGNATURES = classes()
            .that()
            .arePublic()
            .and()
            .resideOutsideOfPackage(ROOT + ".internal..")
            .should(new ArchCondition<>("not show libraries") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    for (JavaMember member : type.getMembers()) {
                        boolean open = member.getModifiers().contains(JavaModifier.PUBLIC)
                                || member.getModifiers().contains(JavaModifier.PROTECTED);
                        boolean clean = shown(member).noneMatch(ArchitectureTest::isOfALibrary);
                        events.add(new SimpleConditionEvent(member, !open || clean, member.getDescription()));
                    }
                    Set<JavaClass> above = new HashSet<>(type.getAllRawSuperclasses());
                    above.addAll(type.getAllRawInterfaces());
                    boolean clean = above.stream().noneMatch(ArchitectureTest::isOfALibrary);
                    events.add(new SimpleConditionEvent(type, clean, type.getDescription()));
                }
            })
            .because("hash4j and Jackson can then be exchanged without a new major version");

    private static Stream<JavaClass> shown(JavaMember member) {
        List<JavaClass> shown = new ArrayList<>();
        if (member instanceof JavaField field) {
            shown.addAll(field.getAllInvolvedRawTypes());
        }
        if (member instanceof JavaCodeUnit unit) {
            shown.addAll(unit.getAllInvolvedRawTypes());
            shown.addAll(unit.getExceptionTypes());
        }
        return shown.stream();
    }

    private static boolean isOfALibrary(JavaClass type) {
        return type.getPackageName().startsWith("com.dynatrace.")
                || type.getPackageName().startsWith("com.fasterxml.");
    }

    private static DescribedPredicate<JavaClass> isOneOf(String... names) {
        Set<String> set = Set.of(names);
        return describe("one of " + set, type -> set.contains(type.getName()));
    }

    private static DescribedPredicate<JavaClass> isNoneOf(String... names) {
        return DescribedPredicate.not(isOneOf(names));
    }

    /** Calls, uses as method references, and reads of fields. */
    private static DescribedPredicate<JavaAccess<?>> isOneOfMembers(String... names) {
        Set<String> set = Set.of(names);
        return describe(
                "one of " + set,
                access -> set.contains(access.getTargetOwner().getName() + "."
                        + access.getTarget().getName()));
    }

    @Test
    void coreDoesNoInputOrOutput() {
        NO_IO.check(CORE);
    }

    @Test
    void coreStartsNoThreads() {
        NO_THREADS.check(CORE);
    }

    @Test
    void coreAsksNoClockNoDiceAndNoConsole() {
        NO_CHANCE.check(CORE);
    }

    @Test
    void noLibraryShowsInThePublicApi() {
        CLEAN_SIGNATURES.check(CORE);
    }

    @Test
    void allPackagesForbidNullsAndIgnoredResults() {
        Set<JavaPackage> packages = new HashSet<>();
        CORE.forEach(type -> packages.add(type.getPackage()));
        for (JavaPackage each : packages) {
            assertThat(each.isAnnotatedWith(NullMarked.class))
                    .as("%s is @NullMarked", each.getName())
                    .isTrue();
            assertThat(each.isAnnotatedWith(CheckReturnValue.class))
                    .as("%s is @CheckReturnValue", each.getName())
                    .isTrue();
        }
    }

    private static void assertBites(ArchRule rule, Class<?>... planted) {
        JavaClasses imported = new ClassFileImporter().importClasses(planted);
        for (Class<?> each : planted) {
            JavaClasses one = imported.that(JavaClass.Predicates.equivalentTo(each));
            assertThat(rule.evaluate(one).hasViolation())
                    .as("%s violates %s", each.getSimpleName(), rule.getDescription())
                    .isTrue();
        }
    }

    @Test
    void theRulesFindWhatIsPlanted() {
        assertBites(NO_IO, Planted.Opens.class, Planted.Streams.class, Planted.Connects.class, Planted.Logs.class);
        assertBites(NO_THREADS, Planted.Starts.class, Planted.Submits.class, Planted.Locks.class);
        assertBites(
                NO_CHANCE,
                Planted.AsksTheClock.class,
                Planted.RefersToTheClock.class,
                Planted.AsksTheDate.class,
                Planted.Throws.class,
                Planted.Draws.class,
                Planted.Prints.class,
                Planted.LooksAtAddresses.class);
        assertBites(
                CLEAN_SIGNATURES,
                Planted.Returns.class,
                Planted.Takes.class,
                Planted.Inherits.class,
                Planted.Mentions.class);
    }
}
