package org.allogate.it;

import org.jboss.arquillian.container.spi.event.DeployDeployment;
import org.jboss.arquillian.container.spi.event.DeploymentEvent;
import org.jboss.arquillian.container.spi.event.UnDeployDeployment;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Lets the first test class deploy the WAR and the others find it there. Arquillian deploys and
 * undeploys for every class otherwise; all classes of the suite deploy the same file. What a class
 * deploys beside it under a name lives as long as the class.
 */
public final class DeployOnce implements LoadableExtension {
  private static final String OURS = "_DEFAULT_";

  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(Gate.class);
  }

  /** Stands before the events that deploy and undeploy. */
  public static final class Gate {
    private boolean deployed;

    /** Passes the first one of ours on, and those of others. */
    public void deploy(@Observes EventContext<DeployDeployment> context) {
      if (!isOurs(context.getEvent()) || !deployed) {
        deployed |= isOurs(context.getEvent());
        context.proceed();
      }
    }

    /** Passes none of ours on: the server's end is the application's end. */
    public void undeploy(@Observes EventContext<UnDeployDeployment> context) {
      if (!isOurs(context.getEvent())) {
        context.proceed();
      }
    }

    private static boolean isOurs(DeploymentEvent event) {
      return event.getDeployment().getDescription().getName().equals(OURS);
    }
  }
}
