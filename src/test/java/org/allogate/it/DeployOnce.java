package org.allogate.it;

import org.jboss.arquillian.container.spi.event.DeployManagedDeployments;
import org.jboss.arquillian.container.spi.event.UnDeployManagedDeployments;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Lets the first test class deploy the WAR and the others find it there. Arquillian deploys and
 * undeploys for every class otherwise; all classes of the suite deploy the same file.
 */
public final class DeployOnce implements LoadableExtension {
  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(Gate.class);
  }

  /** Stands before the events that deploy and undeploy. */
  public static final class Gate {
    private boolean deployed;

    /** Passes the first one on. */
    public void deploy(@Observes EventContext<DeployManagedDeployments> context) {
      if (!deployed) {
        deployed = true;
        context.proceed();
      }
    }

    /** Passes none on: the server's end is the application's end. */
    public void undeploy(@Observes EventContext<UnDeployManagedDeployments> context) {}
  }
}
