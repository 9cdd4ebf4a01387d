package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

/** A text full of what would be run, if a page took it for anything but text. */
final class Xss {
  static final String TEXT =
      "<img src=x onerror=\"window.pwned=1\">\"><script>window.pwned=2</script>"
          + "javascript:window.pwned=3 {{constructor.constructor('window.pwned=4')()}}";

  private Xss() {}

  /** Fails where any of it was run, or has become an element. */
  static void isHarmless(Page page) {
    assertThat(page.evaluate("typeof window.pwned")).isEqualTo("undefined");
    assertThat(page.locator("img[src=x], main script, dialog script, a[href^=javascript]").count())
        .isZero();
  }
}
