package org.allogate.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CharactersTest {
  @Test
  void seesEveryCharacterOfAsciiThatPrints() {
    assertThat(IntStream.range(0, 128).filter(Characters::isVisible).toArray())
        .isEqualTo(IntStream.rangeClosed('!', '~').toArray());
  }

  @Test
  void seesNoBlankAndNothingThatHides() {
    assertThat(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(Characters::isVisible)
                .filter(
                    it ->
                        Character.isWhitespace(it)
                            || Character.isSpaceChar(it)
                            || Character.isISOControl(it)
                            || !Character.isDefined(it)))
        .isEmpty();
    assertThat(IntStream.of(0x200b, 0x200d, 0x202e, 0xfeff, 0xad, 0xe000, 0xd83c))
        .noneMatch(Characters::isVisible);
    assertThat(IntStream.of(0xe9, 0x4e2d, 0x1f3a9)).allMatch(Characters::isVisible);
  }
}
