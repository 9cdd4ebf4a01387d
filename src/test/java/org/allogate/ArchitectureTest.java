package org.allogate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allogate.access.OpenToAll;
import org.allogate.access.RequiresScope;
import org.allogate.idempotency.IdempotencyFilter;
import org.allogate.idempotency.Resumable;
import org.junit.jupiter.api.Test;

/** The rules of the house that a machine can check. */
class ArchitectureTest {
  private static final String ROOT = "org.allogate";

  /** What features share; none of it knows any feature. */
  static final Set<String> CONCERNS =
      Set.of(
          "access",
          "audit",
          "conditional",
          "credits",
          "guard",
          "idempotency",
          "input",
          "json",
          "memory",
          "metrics",
          "outbox",
          "paging",
          "problem",
          "ratelimit",
          "redis",
          "replica",
          "retry",
          "scopes",
          "secrets",
          "sql",
          "surface",
          "trace",
          "usage");

  /** Whose a request is; anyone may ask. */
  static final Set<String> FOUNDATIONS = Set.of("keys", "people", "tenancy", "tokens");

  /** Which feature may know which others. */
  private static final Map<String, Set<String>> EDGES =
      Map.ofEntries(
          Map.entry("categories", Set.of("products")),
          Map.entry("coupons", Set.of("customers", "products")),
          Map.entry("deliveries", Set.of("customers", "products")),
          Map.entry(
              "demo",
              Set.of(
                  "categories",
                  "coupons",
                  "customers",
                  "giftcards",
                  "loyalty",
                  "products",
                  "store",
                  "storecredit",
                  "vault")),
          Map.entry("dispatch", Set.of("egress", "webhooks")),
          Map.entry("giftcards", Set.of("customers", "storecredit")),
          Map.entry("oidc", Set.of("session")),
          Map.entry("productimports", Set.of("products")),
          Map.entry("storecredit", Set.of("customers")),
          Map.entry("webhooklog", Set.of("webhooks")),
          Map.entry("webhooks", Set.of("egress")));

  /** Where our time and that of the machine meet. */
  private static final Set<String> CLOCKS =
      Set.of("org.allogate.surface.Clocks", "org.allogate.ratelimit.MonotonicClock");

  /** What measures how long something took. */
  private static final Set<String> STOPWATCHES =
      Set.of(
          "org.allogate.access.AccessFilter",
          "org.allogate.access.AccessLog",
          "org.allogate.access.EvenTime",
          "org.allogate.access.KeyProof",
          "org.allogate.access.RequestStart",
          "org.allogate.egress.Call",
          "org.allogate.ratelimit.MonotonicClock",
          "org.allogate.redis.Redis",
          "org.allogate.verify.VerifyResource");

  @Test
  void concernsAndFoundationsKnowNoFeature() {
    Set<String> allowed = new TreeSet<>(CONCERNS);
    allowed.addAll(FOUNDATIONS);
    assertThat(edges().filter(edge -> allowed.contains(edge.from())))
        .allMatch(edge -> allowed.contains(edge.to()));
  }

  @Test
  void featuresKnowOnlyTheFeaturesListedHere() {
    Set<Edge> found =
        edges()
            .filter(edge -> isFeature(edge.from()) && isFeature(edge.to()))
            .collect(Collectors.toSet());
    Set<Edge> listed =
        EDGES.entrySet().stream()
            .flatMap(entry -> entry.getValue().stream().map(to -> new Edge(entry.getKey(), to)))
            .collect(Collectors.toSet());
    assertThat(found).isEqualTo(listed);
  }

  private static boolean isFeature(String name) {
    return !CONCERNS.contains(name) && !FOUNDATIONS.contains(name);
  }

  private static Stream<Edge> edges() {
    return MainClasses.ALL.stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(
            it ->
                new Edge(
                    feature(it.getOriginClass()),
                    feature(it.getTargetClass().getBaseComponentType())))
        .filter(edge -> !edge.from().isEmpty() && !edge.to().isEmpty())
        .filter(edge -> !edge.from().equals(edge.to()))
        .distinct();
  }

  private static String feature(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1).split("\\.")[0] : "";
  }

  private record Edge(String from, String to) {}

  @Test
  void nothingKnowsTheApplicationAsAWhole() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".*..")
            .and()
            .resideOutsideOfPackage(ROOT + ".contract")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT));
  }

  @Test
  void nothingKnowsTheContractOfTheWhole() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".contract")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".contract"));
  }

  @Test
  void packagesAreFlatAndWithoutCycles() {
    check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
    check(noClasses().should().resideInAPackage(ROOT + ".*.*.."));
  }

  @Test
  void everyResourceMethodSaysWhoMayCallIt() {
    ArchCondition<JavaMethod> sayIt =
        condition(
            "carry exactly one of @RequiresScope and @OpenToAll",
            method ->
                method.isAnnotatedWith(RequiresScope.class)
                    != method.isAnnotatedWith(OpenToAll.class));
    check(
        methods()
            .that(answerRequests())
            .should(sayIt)
            .andShould()
            .bePublic()
            .andShould()
            .beDeclaredInClassesThat()
            .areAnnotatedWith(Path.class));
  }

  @Test
  void capabilitiesHaveNamesOfTheirOwn() {
    List<String> names =
        MainClasses.ALL.stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.isAnnotatedWith(RequiresScope.class))
            .map(method -> method.getAnnotationOfType(RequiresScope.class).capability())
            .toList();
    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z]+\\.[a-z_]+"));
  }

  @Test
  void everyWriteIsOneTransactionOrKeepsItsOwnProgress() {
    ArchCondition<JavaMethod> beKept =
        condition(
            "be @Transactional or @Resumable",
            method ->
                method.isAnnotatedWith(Transactional.class)
                    != method.isAnnotatedWith(Resumable.class));
    DescribedPredicate<JavaMethod> write =
        DescribedPredicate.describe(
            "take an Idempotency-Key",
            method ->
                answerRequests().test(method)
                    && method.getAnnotations().stream()
                        .map(it -> it.getRawType().getSimpleName())
                        .anyMatch(it -> IdempotencyFilter.counts(it, method.reflect())));
    check(methods().that(write).should(beKept));
  }

  @Test
  void noMethodHandsARequestToAnotherResource() {
    ArchCondition<JavaMethod> answer =
        condition("answer requests itself", method -> answerRequests().test(method));
    check(methods().that().areAnnotatedWith(Path.class).should(answer));
  }

  private static DescribedPredicate<JavaMethod> answerRequests() {
    return DescribedPredicate.describe(
        "answer requests",
        method ->
            method.getAnnotations().stream()
                .anyMatch(it -> it.getRawType().isAnnotatedWith(HttpMethod.class)));
  }

  @Test
  void onlyProblemEndsARequestWithAnError() {
    DescribedPredicate<JavaAccess<?>> errorResponse =
        DescribedPredicate.describe(
            "an error response",
            access ->
                access.getTargetOwner().isEquivalentTo(Response.class)
                        && Set.of("status", "serverError", "notAcceptable", "fromResponse")
                            .contains(access.getName())
                    || access.getTargetOwner().isAssignableTo(HttpServletResponse.class)
                        && Set.of("sendError", "setStatus").contains(access.getName())
                    || access.getTargetOwner().isAssignableTo(WebApplicationException.class)
                        && access.getName().equals("<init>"));
    // Idempotency repeats answers, errors never among them.
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".problem", ROOT + ".idempotency")
            .should()
            .accessTargetWhere(errorResponse)
            .orShould()
            .callMethod(ContainerRequestContext.class, "abortWith", Response.class));
  }

  @Test
  void timeComesFromTheClockThatIsInjected() {
    check(
        noClasses()
            .that(areNot(CLOCKS))
            .should()
            .accessTargetWhere(
                readsTheTime(
                    access ->
                        access.getTargetOwner().isEquivalentTo(System.class)
                                && access.getName().equals("currentTimeMillis")
                            || access.getTargetOwner().getPackageName().equals("java.time")
                                && access.getName().equals("now")
                            || access.getTargetOwner().isEquivalentTo(Clock.class)
                                && Set.of("systemUTC", "systemDefaultZone", "system", "tickMillis")
                                    .contains(access.getName()))));
    check(
        noClasses()
            .that(areNot(STOPWATCHES))
            .should()
            .accessTargetWhere(
                readsTheTime(
                    access ->
                        access.getTargetOwner().isEquivalentTo(System.class)
                            && access.getName().equals("nanoTime"))));
    check(noClasses().should().dependOnClassesThat().belongToAnyOf(Date.class));
  }

  private static DescribedPredicate<JavaAccess<?>> readsTheTime(Predicate<JavaAccess<?>> reads) {
    return DescribedPredicate.describe("reads the machine's time", reads);
  }

  private static DescribedPredicate<JavaClass> areNot(Set<String> names) {
    return DescribedPredicate.describe("are not " + names, type -> !names.contains(type.getName()));
  }

  @Test
  void nothingIsWrittenDownOfKeysAndNotTold() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".apikeys")
            .and()
            .doNotHaveSimpleName("KeyBook")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.allogate.audit.AuditTrail"));
  }

  @Test
  void namesExist() {
    assertThat(Stream.of(CLOCKS, STOPWATCHES).flatMap(Set::stream))
        .allMatch(name -> MainClasses.ALL.contain(name));
  }

  @Test
  void nothingWritesToTheConsole() {
    check(
        noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace"));
  }

  @Test
  void classesAreNamedByWhatTheyDo() {
    check(classes().should().haveNameNotMatching(".*(Impl|Service|Manager|Helper|Utils?)(\\$.*)?"));
  }

  @Test
  void interfacesHaveMoreThanOneImplementation() {
    ArchCondition<JavaClass> several =
        new ArchCondition<>("have none or several implementations here") {
          @Override
          public void check(JavaClass type, ConditionEvents events) {
            long count = type.getAllSubclasses().stream().filter(it -> !it.isInterface()).count();
            events.add(
                new SimpleConditionEvent(type, count != 1, type + " has " + count + " of them"));
          }
        };
    check(classes().that().areInterfaces().and().areNotAnnotations().should(several));
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    Set<String> packages =
        MainClasses.ALL.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    assertThat(packages).contains(ROOT, ROOT + ".access").allSatisfy(ArchitectureTest::isExplained);
  }

  private static void isExplained(String name) throws IOException {
    java.nio.file.Path file =
        java.nio.file.Path.of("src/main/java", name.split("\\.")).resolve("package-info.java");
    assertThat(file).exists();
    String text = Files.readString(file);
    assertThat(text).startsWith("/**").doesNotContain("@author").contains("package " + name + ";");
    assertThat(text.substring(0, text.indexOf("*/")).lines()).hasSizeBetween(2, 15);
  }

  private static <T extends JavaMethod> ArchCondition<T> condition(
      String description, Predicate<T> holds) {
    return new ArchCondition<>(description) {
      @Override
      public void check(T method, ConditionEvents events) {
        events.add(
            new SimpleConditionEvent(
                method, holds.test(method), method.getFullName() + ": " + description));
      }
    };
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(MainClasses.ALL);
  }
}
