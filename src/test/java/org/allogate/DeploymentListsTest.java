package org.allogate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

/** What is listed by hand is listed whole. */
class DeploymentListsTest {
  @Test
  void persistenceUnitListsEveryMappedClassInOrder() throws Exception {
    assertThat(persistentClasses())
        .isSorted()
        .containsExactlyInAnyOrderElementsOf(
            annotated(List.of(Entity.class, Embeddable.class, MappedSuperclass.class)));
  }

  @Test
  void applicationListsEveryResource() {
    assertThat(names(Api.RESOURCES))
        .containsExactlyInAnyOrderElementsOf(annotated(List.of(Path.class)));
  }

  @Test
  void applicationListsEveryResourceAndProvider() {
    assertThat(names(new Api().getClasses()))
        .containsExactlyInAnyOrderElementsOf(annotated(List.of(Path.class, Provider.class)));
  }

  private static List<String> names(Collection<Class<?>> classes) {
    return classes.stream().map(Class::getName).toList();
  }

  private static List<String> annotated(List<Class<? extends Annotation>> annotations) {
    return MainClasses.ALL.stream()
        .filter(type -> annotations.stream().anyMatch(type::isAnnotatedWith))
        .map(JavaClass::getName)
        .toList();
  }

  private static List<String> persistentClasses() throws Exception {
    try (InputStream file = Api.class.getResourceAsStream("/META-INF/persistence.xml")) {
      NodeList classes =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(file)
              .getElementsByTagName("class");
      return IntStream.range(0, classes.getLength())
          .mapToObj(i -> classes.item(i).getTextContent())
          .toList();
    }
  }
}
