package org.allogate.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.allogate.RandomCases;
import org.allogate.outbox.EventType;
import org.junit.jupiter.api.Test;

class EventTypesTest {
  private static final int COLUMN = 2000;

  @Test
  void isReadAsItWasWritten() {
    RandomCases.each(
        500,
        random -> {
          Set<EventType> some = EnumSet.of(EventType.values()[random.nextInt(5)]);
          Stream.of(EventType.values()).filter(it -> random.nextBoolean()).forEach(some::add);
          EventTypes types = new EventTypes(false, some);
          assertThat(EventTypes.parse(types.toString())).isEqualTo(types);
          List<String> names = new ArrayList<>(types.names());
          Collections.shuffle(names, random);
          assertThat(EventTypes.of(names)).isEqualTo(types);
          assertThat(EventTypes.of(names).names()).isEqualTo(types.names());
          for (EventType type : EventType.values()) {
            assertThat(types.include(type)).isEqualTo(some.contains(type));
          }
        });
  }

  @Test
  void aStarIsForAll() {
    EventTypes all = EventTypes.of(List.of("*"));
    assertThat(all).isEqualTo(EventTypes.parse("*")).hasToString("*");
    assertThat(EventType.values()).allMatch(all::include);
    assertThat(all.names()).containsExactly("*");
  }

  @Test
  void fitsTheDatabaseWithAllOfThem() {
    EventTypes types = new EventTypes(false, EnumSet.allOf(EventType.class));
    assertThat(types.toString()).hasSizeLessThan(COLUMN);
  }

  @Test
  void leavesOutWhatIsNoMore() {
    assertThat(EventTypes.parse("product.created product.painted").names())
        .containsExactly("product.created");
  }

  @Test
  void includesATypeOfANewerNodeWhereItIsNamed() {
    assertThat(EventTypes.include("*", "moon.risen")).isTrue();
    assertThat(EventTypes.include("product.created moon.risen", "moon.risen")).isTrue();
    assertThat(EventTypes.include("product.created moon.risen", "moon.rise")).isFalse();
  }
}
