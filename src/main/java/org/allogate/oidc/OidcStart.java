package org.allogate.oidc;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.eclipse.microprofile.config.Config;

/** Adds the sign-in's pages when a provider is set; they are unknown paths otherwise. */
@WebListener
public class OidcStart implements ServletContextListener {
  @Inject Config config;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    if (OidcSettings.from(config).isPresent()) {
      event
          .getServletContext()
          .addServlet(OidcSignIn.class.getName(), OidcSignIn.class)
          .addMapping(OidcPage.START, OidcPage.CALLBACK);
    }
  }
}
