package org.allogate;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Function;

/** Objects of an interface that know the few methods a test gives them, by name. */
public final class HandMade {
  private HandMade() {}

  /** An object whose methods answer from their arguments; every other method fails. */
  public static <T> T of(Class<T> type, Map<String, Function<Object[], Object>> methods) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Function<Object[], Object> answer = methods.get(method.getName());
              if (answer == null) {
                throw new UnsupportedOperationException(method.toString());
              }
              return answer.apply(arguments);
            }));
  }
}
