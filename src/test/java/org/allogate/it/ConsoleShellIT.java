package org.allogate.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.allogate.people.Role;
import org.junit.jupiter.api.Test;

/** What is around every page of the console. */
class ConsoleShellIT extends BrowserIT {
  @Test
  void showsWhoIsNotSignedInWhereToDoIt() {
    page.navigate("/console/");
    assertThat(heading("Sign in")).isVisible();
    isAccessible();
  }

  @Test
  void opensTheKeysOfTheFirstOrganization() {
    signInToTenant(Role.OWNER);
    visit("api-keys");
    assertThat(heading("API keys")).isVisible();
    assertThat(page.getByRole(AriaRole.NAVIGATION).first()).isVisible();
    isAccessible();
  }
}
