package org.allogate.webhooks;

import org.allogate.audit.Changes;

/**
 * What can be chosen about an endpoint again and again.
 *
 * @param description null for none
 */
record EndpointTerms(String url, String description, EventTypes eventTypes, boolean enabled) {
  /** What is other than it was, in the names of the API. */
  Changes since(EndpointTerms before) {
    return Changes.none()
        .with("url", before.url, url)
        .with("description", before.description, description)
        .with("eventTypes", before.eventTypes.names(), eventTypes.names())
        .with("enabled", before.enabled, enabled);
  }

  /** All of it, as of something new. */
  Changes first() {
    return Changes.none()
        .with("url", null, url)
        .with("description", null, description)
        .with("eventTypes", null, eventTypes.names())
        .with("enabled", null, enabled);
  }
}
