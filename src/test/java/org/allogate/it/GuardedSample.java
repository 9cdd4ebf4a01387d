package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.allogate.dev.EmbeddedDatabase;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The WAR of src/it/guarded-sample, made of what its pom says: compiled against the artifact
 * classes and nothing else of ours, with the libraries that come along. Maven itself would have to
 * have the artifact installed first.
 */
final class GuardedSample {
  private static final Path TARGET = Path.of(System.getProperty("allogate.target", "target"));
  private static final Path SOURCES = Path.of("src/it/guarded-sample");

  /** The artifact that it depends on. */
  static final File CLASSES = TARGET.resolve("allogate-classes.jar").toFile();

  private GuardedSample() {}

  static WebArchive war() {
    return war("sample");
  }

  /** The same under another name and with more settings, each a line. */
  static WebArchive war(String name, String... more) {
    Path folder = TARGET.resolve("it/guarded-" + name);
    Path classes = folder.resolve("WEB-INF/classes");
    try {
      EmbeddedDatabase.delete(folder);
      Files.createDirectories(classes.resolve("META-INF"));
      compile(classes);
      String settings = "META-INF/microprofile-config.properties";
      Files.copy(SOURCES.resolve("src/main/resources/" + settings), classes.resolve(settings));
      Files.write(classes.resolve(settings), List.of(more), StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ShrinkWrap.create(ExplodedImporter.class, name + ".war")
        .importDirectory(folder.toFile())
        .as(WebArchive.class)
        .addAsLibraries(libraries());
  }

  private static void compile(Path classes) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("-d", classes.toString(), "-cp", classPath(), "--release", "17"));
    // classfile: annotations of libraries whose own types are not on the class path.
    arguments.addAll(List.of("-proc:none", "-parameters", "-Xlint:all,-classfile", "-Werror"));
    arguments.addAll(sources());
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(null, said, said, arguments.toArray(String[]::new));
    assertThat(errors).as(said.toString(StandardCharsets.UTF_8)).isZero();
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES.resolve("src/main/java"))) {
      return files.map(Path::toString).filter(it -> it.endsWith(".java")).toList();
    }
  }

  private static String classPath() {
    return Stream.concat(Stream.of(libraries()).map(File::getPath), platform())
        .collect(Collectors.joining(File.pathSeparator));
  }

  // What the server brings: the tests have it on their own class path.
  private static Stream<String> platform() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(it -> new File(it).getName().startsWith("jakarta."));
  }

  // Those of our own WAR: the pom names the same for both.
  private static File[] libraries() {
    File[] ours = TARGET.resolve("allogate/WEB-INF/lib").toFile().listFiles();
    return Stream.concat(Stream.of(CLASSES), Stream.of(ours)).toArray(File[]::new);
  }
}
