package org.allogate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds a key, a password or a token does not write it when it is written itself. */
class SecretsInTextTest {
  private static final String SECRET = "s3cr3t-of-the-test";
  private static final Set<String> NAMES =
      Set.of(
          "password",
          "token",
          "clientSecret",
          "secret",
          "newPassword",
          "currentPassword",
          "csrfToken",
          "key",
          "text");

  static List<Class<?>> records() {
    return MainClasses.ALL.stream()
        .filter(JavaClass::isRecord)
        // What is never made is there for the contract document.
        .filter(type -> !type.getConstructorCallsToSelf().isEmpty())
        .<Class<?>>map(JavaClass::reflect)
        .filter(type -> secrets(type).findAny().isPresent())
        .toList();
  }

  private static Stream<RecordComponent> secrets(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .filter(it -> it.getType() == String.class && NAMES.contains(it.getName()));
  }

  @ParameterizedTest
  @MethodSource("records")
  void staysOutOfTheTextOfTheRecord(Class<?> type) throws Exception {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values =
        Arrays.stream(components).map(SecretsInTextTest::valueOf).toArray(Object[]::new);
    Constructor<?> constructor =
        type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    constructor.setAccessible(true);
    assertThat(text(constructor.newInstance(values))).doesNotContain(SECRET);
  }

  private static Object valueOf(RecordComponent component) {
    Class<?> type = component.getType();
    if (type == String.class) {
      return NAMES.contains(component.getName()) ? SECRET : "somebody@example.com";
    }
    if (type == boolean.class) {
      return true;
    }
    if (type == List.class) {
      return List.of();
    }
    if (type == Duration.class) {
      return Duration.ofSeconds(1);
    }
    return type == int.class ? (Object) 1 : type == long.class ? (Object) 1L : null;
  }

  // A text that asks a component which is null here says nothing either.
  private static String text(Object value) {
    try {
      return value.toString();
    } catch (NullPointerException e) {
      return "";
    }
  }
}
