package org.allogate.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The capability of every resource method; a method without one stops the deployment. */
@Provider
@ApplicationScoped
public class Capabilities implements DynamicFeature {
  private final ConcurrentMap<Method, Capability> known = new ConcurrentHashMap<>();

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    of(resource.getResourceMethod());
  }

  Capability of(Method method) {
    Capability capability = known.get(method);
    return capability != null ? capability : known.computeIfAbsent(method, Capability::of);
  }
}
