package org.allogate;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.logging.Logger;
import org.allogate.access.AccessLog;
import org.allogate.surface.PublicAddress;
import org.eclipse.microprofile.config.Config;

/** Tells the operator's log where things are once the application has started. */
@Startup
@Singleton
@DependsOn("Migration")
public class Announcement {
  private static final Logger LOG = Logger.getLogger(Announcement.class.getName());

  @Inject Config config;
  @Inject AccessLog log;

  @PostConstruct
  void announce() {
    String base = PublicAddress.fixed(config);
    LOG.info(
        () ->
            "Allogate answers at %1$s: API %1$s/v1 and %1$s/api/v2, console %1$s/console/,"
                    .formatted(base)
                + " contract %1$s/openapi, health %1$s/health. Access log: %2$s"
                    .formatted(base, log.pattern().map(Path::toString).orElse("off")));
  }
}
