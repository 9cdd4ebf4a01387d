package org.allogate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the artifact for WARs of others repeats of our own stays the same. */
class ClassesArtifactTest {
  private static final Path OURS = Path.of("src/main/resources/META-INF");
  private static final Path THEIRS = Path.of("src/main/guard/META-INF");
  private static final Pattern ENTITY = Pattern.compile("<class>(.*)</class>");
  private static final Pattern INCLUDE =
      Pattern.compile("<include>org/allogate/(\\w+)/\\*\\*</include>");

  @Test
  void hasEveryConcernAndFoundationAndTheSchema() throws IOException {
    Set<String> expected = new TreeSet<>(ArchitectureTest.CONCERNS);
    expected.addAll(ArchitectureTest.FOUNDATIONS);
    expected.add("schema");
    List<String> included =
        INCLUDE
            .matcher(Files.readString(Path.of("src/main/assembly/classes.xml")))
            .results()
            .map(it -> it.group(1))
            .toList();
    assertThat(included).containsExactlyElementsOf(expected);
  }

  @Test
  void hasThePersistenceUnitOfItsEntities() throws IOException {
    String ours = Files.readString(OURS.resolve("persistence.xml"));
    String expected =
        ours.lines()
            .filter(line -> ENTITY.matcher(line).results().allMatch(ClassesArtifactTest::isIn))
            .collect(Collectors.joining("\n", "", "\n"))
            // Shared there with what the application itself does in the transaction.
            .replace("java:comp/env/jdbc/allogate", "jdbc/allogate");
    assertThat(THEIRS.resolve("persistence.xml")).hasContent(expected);
  }

  private static boolean isIn(MatchResult entity) {
    String feature = entity.group(1).split("\\.")[2];
    return ArchitectureTest.CONCERNS.contains(feature)
        || ArchitectureTest.FOUNDATIONS.contains(feature);
  }

  @Test
  void hasTheExtensionsOfConcerns() throws IOException {
    String file = "services/jakarta.enterprise.inject.spi.Extension";
    List<String> ours = Files.readAllLines(OURS.resolve(file));
    ours.removeIf(name -> name.startsWith("org.allogate.oidc."));
    assertThat(Files.readAllLines(THEIRS.resolve(file))).isEqualTo(ours);
  }

  /** Beside units of their own, one without a name is anybody's. */
  @Test
  void namesItsPersistenceUnit() {
    Set<String> unnamed =
        MainClasses.ALL.stream()
            .flatMap(type -> type.getFields().stream())
            .filter(field -> field.isAnnotatedWith(PersistenceContext.class))
            .filter(field -> isShared(field.getOwner()))
            .filter(
                field ->
                    !field
                        .getAnnotationOfType(PersistenceContext.class)
                        .unitName()
                        .equals("allogate"))
            .map(field -> field.getFullName())
            .collect(Collectors.toSet());
    assertThat(unnamed).isEmpty();
  }

  private static boolean isShared(JavaClass type) {
    String feature = type.getPackageName().replace("org.allogate.", "");
    return ArchitectureTest.CONCERNS.contains(feature)
        || ArchitectureTest.FOUNDATIONS.contains(feature);
  }
}
