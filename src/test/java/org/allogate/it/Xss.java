package org.allogate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

/** Text that would run, were it ever taken for markup, an address or a template. */
final class Xss {
  /** For everything that people name and describe; at most 128 characters. */
  static final String TEXT =
      "\"><img src=x onerror=window.pwned=1><script>window.pwned=1</script>"
          + "{{pwned}}${pwned}javascript:pwned=1//";

  private Xss() {}

  /** Fails when any of it came to life on the page. */
  static void isText(Page page) {
    assertThat(page.evaluate("typeof window.pwned")).isEqualTo("undefined");
    assertThat(page.locator("img[src=x], #app script, [onerror], a[href^='javascript:']").count())
        .isZero();
  }
}
