package org.allogate.webhooks;

import java.util.List;
import org.allogate.input.Members;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a client changes of an endpoint; null is absent, and stays as it is.
 *
 * @param describes whether the description is given, which null takes away
 */
@Schema(
    name = "WebhookEndpointPatchBody",
    description = "A merge patch (RFC 7396): what is absent stays as it is.")
record EndpointPatchBody(
    @Schema(maxLength = EndpointBody.MAX_URL) String url,
    @Schema(maxLength = EndpointBody.MAX_DESCRIPTION, nullable = true) String description,
    @Schema(minItems = 1) List<String> eventTypes,
    @Schema(description = "Whether it is sent anything.") Boolean enabled,
    @Schema(hidden = true) boolean describes) {
  static EndpointPatchBody from(Members patch) {
    EndpointPatchBody body =
        new EndpointPatchBody(
            patch.isGiven("url") ? EndpointBody.url(patch) : null,
            EndpointBody.description(patch),
            patch.isGiven("eventTypes") ? EndpointBody.eventTypes(patch) : null,
            patch.isGiven("enabled") ? (Boolean) patch.flag("enabled") : null,
            patch.mentions("description"));
    patch.check();
    return body;
  }

  EndpointTerms applied(EndpointTerms now) {
    return new EndpointTerms(
        url == null ? now.url() : url,
        describes ? description : now.description(),
        eventTypes == null ? now.eventTypes() : EventTypes.of(eventTypes),
        enabled == null ? now.enabled() : enabled);
  }
}
