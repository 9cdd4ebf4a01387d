package org.allogate.coupons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CouponBodyTest {
  @Test
  void seesEveryCharacterOfAsciiThatPrints() {
    assertThat(IntStream.range(0, 128).filter(CouponBody::isVisible).toArray())
        .isEqualTo(IntStream.rangeClosed('!', '~').toArray());
  }

  @Test
  void seesNoBlankAndNothingThatHides() {
    assertThat(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(CouponBody::isVisible)
                .filter(
                    it ->
                        Character.isWhitespace(it)
                            || Character.isSpaceChar(it)
                            || Character.isISOControl(it)
                            || !Character.isDefined(it)))
        .isEmpty();
    assertThat(IntStream.of(0x200b, 0x200d, 0x202e, 0xfeff, 0xad, 0xe000, 0xd83c))
        .noneMatch(CouponBody::isVisible);
    assertThat(IntStream.of(0xe9, 0x4e2d, 0x1f3a9)).allMatch(CouponBody::isVisible);
  }
}
