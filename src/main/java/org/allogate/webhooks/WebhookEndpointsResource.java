package org.allogate.webhooks;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.audit.AuditEntry;
import org.allogate.audit.AuditTrail;
import org.allogate.audit.Changes;
import org.allogate.conditional.Conditional;
import org.allogate.conditional.Preconditions;
import org.allogate.egress.Egress;
import org.allogate.egress.Target;
import org.allogate.input.Ids;
import org.allogate.input.Members;
import org.allogate.input.Parameters;
import org.allogate.outbox.AudienceChanged;
import org.allogate.paging.PageRequest;
import org.allogate.paging.StorePage;
import org.allogate.problem.CanEndWith;
import org.allogate.problem.ProblemException;
import org.allogate.problem.ProblemType;
import org.allogate.problem.Violation;
import org.allogate.retry.Retried;
import org.allogate.scopes.Scope;
import org.allogate.surface.Environment;
import org.allogate.surface.PublicAddress;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where events are sent. */
@Path("/v1/webhook-endpoints")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "webhooks",
    description =
        "Where events are sent (Standard Webhooks 1.0), and what came of it. Who may write webhooks"
            + " learns everything that the events of the organization tell, and who may read them"
            + " what is in the log.")
public class WebhookEndpointsResource {
  private static final String WHAT = "webhook endpoint";

  @Context HttpServletRequest request;

  @Inject Caller caller;
  @Inject WebhookEndpoints endpoints;
  @Inject EndpointSecrets secrets;
  @Inject Lanes lanes;
  @Inject Egress egress;
  @Inject Preconditions preconditions;
  @Inject AuditTrail audit;
  @Inject Event<AudienceChanged> audience;
  @Inject PublicAddress address;
  @Inject Clock clock;

  /** A page of them. */
  @GET
  @RequiresScope(value = Scope.WEBHOOKS_READ, capability = "webhooks.list")
  @Operation(
      operationId = "webhooks.list",
      summary = "List the webhook endpoints",
      description =
          "Those of one environment, oldest first: of the organization, or of the whole tenant with"
              + " all its organizations where the caller is the tenant's and names none.")
  @Parameter(
      name = "environment",
      in = ParameterIn.QUERY,
      description = "The caller's unless said; a key has no other.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"live", "test"}))
  @Parameter(
      name = "enabled",
      in = ParameterIn.QUERY,
      description = "Only those that are, or are not, sent anything.",
      schema = @Schema(type = SchemaType.BOOLEAN))
  @APIResponse(
      responseCode = "200",
      description = "A page of endpoints.",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  public StorePage<EndpointView> list(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri);
    Optional<Environment> named =
        parameters.value("environment", "must be live or test", Environment::byName);
    Optional<Boolean> enabled = parameters.flag("enabled");
    PageRequest page = PageRequest.ofStore(parameters);
    parameters.check();
    Environment environment = EndpointBody.meant(named, caller);
    return StorePage.of(endpoints.list(caller, environment, enabled, page).map(EndpointView::of));
  }

  /** One of them. */
  @GET
  @Path("/{id}")
  @Conditional
  @RequiresScope(value = Scope.WEBHOOKS_READ, capability = "webhooks.read")
  @Operation(
      operationId = "webhooks.read",
      summary = "Read a webhook endpoint",
      description = "Everything of an endpoint but its secret.")
  @APIResponse(
      responseCode = "200",
      description = "The endpoint.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = EndpointView.class)))
  public EndpointView read(@PathParam("id") String id) {
    return endpoints
        .byId(caller, Ids.inPath(id, WHAT))
        .map(EndpointView::of)
        .orElseThrow(() -> ProblemException.notFound(WHAT));
  }

  /** Makes one. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Retried
  @Transactional
  @RequiresScope(value = Scope.WEBHOOKS_WRITE, capability = "webhooks.create")
  @CanEndWith(ProblemType.CONFLICT)
  @Operation(
      operationId = "webhooks.create",
      summary = "Create a webhook endpoint",
      description =
          "It is sent the events of its types from now on, of other nodes within a second: those of the organization, or of the whole"
              + " tenant with all its organizations where the caller is the tenant's and names none."
              + " It learns all that these events tell, whatever other scopes the caller has. The"
              + " secret is in this answer and in no other.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = EndpointBody.class)))
  @APIResponse(
      responseCode = "201",
      description = "The new endpoint and its secret.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SignedEndpointView.Described.class)))
  public Response create(Members members) {
    EndpointBody body = EndpointBody.from(members);
    Environment environment = EndpointBody.meant(Optional.ofNullable(body.environment()), caller);
    requireCallable(body.url());
    WebhookEndpoint endpoint =
        new WebhookEndpoint(
            Ids.next(),
            caller.tenant(),
            caller.organization().orElse(null),
            environment,
            clock.instant());
    endpoint.become(body.terms());
    byte[] secret = secrets.next();
    endpoint.sign(secrets.sealed(secret, endpoint.id()));
    endpoints.add(endpoint);
    audience.fire(new AudienceChanged());
    note(
        "created",
        endpoint,
        endpoint.terms().first().with("environment", null, environment.wireName()));
    return Response.created(location(endpoint))
        .entity(SignedEndpointView.of(endpoint, secret))
        .build();
  }

  /** Changes one. */
  @PATCH
  @Path("/{id}")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_MERGE_PATCH_JSON})
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.WEBHOOKS_WRITE, capability = "webhooks.update")
  @Operation(
      operationId = "webhooks.update",
      summary = "Change a webhook endpoint",
      description =
          "Changes what the body names. While `enabled` is false nothing is recorded for it and what"
              + " is pending waits, up to 30 days. True sends that, and forgets why it was disabled"
              + " and since when it failed; so does another URL.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = EndpointPatchBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The endpoint as it is now.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = EndpointView.class)))
  public EndpointView update(@PathParam("id") String id, Members members) {
    EndpointPatchBody patch = EndpointPatchBody.from(members);
    if (patch.url() != null) {
      requireCallable(patch.url());
    }
    WebhookEndpoint endpoint = locked(id);
    preconditions.require(() -> EndpointView.of(endpoint));
    EndpointTerms before = endpoint.terms();
    EndpointTerms after = patch.applied(before);
    if (!after.equals(before)) {
      change(endpoint, before, after);
    }
    return EndpointView.of(endpoint);
  }

  private void change(WebhookEndpoint endpoint, EndpointTerms before, EndpointTerms after) {
    Changes changes =
        after
            .since(before)
            .with("disabledReason", endpoint.disabledReason(), reason(endpoint, after));
    endpoint.become(after);
    audience.fire(new AudienceChanged());
    if (!after.enabled()) {
      lanes.pause(endpoint.id());
    } else if (!before.enabled()) {
      lanes.wake(Set.of(endpoint.id()), clock.instant());
    }
    if (after.enabled() && !before.enabled() || !after.url().equals(before.url())) {
      lanes.forgive(endpoint.id());
    }
    note("updated", endpoint, changes);
  }

  private static String reason(WebhookEndpoint endpoint, EndpointTerms after) {
    return after.enabled() ? null : endpoint.disabledReason();
  }

  /** Takes one away. */
  @DELETE
  @Path("/{id}")
  @Conditional
  @Retried
  @Transactional
  @RequiresScope(value = Scope.WEBHOOKS_WRITE, capability = "webhooks.delete")
  @Operation(
      operationId = "webhooks.delete",
      summary = "Delete a webhook endpoint",
      description = "It is sent nothing more, and its log is gone with it.")
  @APIResponse(responseCode = "204", description = "It is gone.")
  public void delete(@PathParam("id") String id) {
    WebhookEndpoint endpoint = locked(id);
    preconditions.require(() -> EndpointView.of(endpoint));
    EndpointTerms terms = endpoint.terms();
    endpoints.remove(endpoint);
    lanes.remove(endpoint.id());
    note("deleted", endpoint, Changes.none().with("url", terms.url(), null));
  }

  /** Gives one another secret. */
  @POST
  @Path("/{id}/actions/rotate-secret")
  @Consumes(MediaType.APPLICATION_JSON)
  @Retried
  @Transactional
  @RequiresScope(value = Scope.WEBHOOKS_WRITE, capability = "webhooks.rotate_secret")
  @Operation(
      operationId = "webhooks.rotate_secret",
      summary = "Rotate a webhook endpoint's secret",
      description =
          "A new secret, in this answer and in no other. For the grace period, a day unless said,"
              + " webhooks carry a signature by each of the two; rotating again ends the older one.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SecretRotationBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The endpoint and its new secret.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SignedEndpointView.Described.class)))
  public SignedEndpointView rotateSecret(@PathParam("id") String id, Members members) {
    SecretRotationBody body = SecretRotationBody.from(members);
    WebhookEndpoint endpoint = locked(id);
    byte[] secret = secrets.next();
    endpoint.sign(secrets.sealed(secret, endpoint.id()), body.grace(), clock.instant());
    Instant until = endpoint.secretBeforeUntil();
    note(
        "secret_rotated",
        endpoint,
        Changes.none().with("formerSecretUntil", null, until == null ? null : until.toString()));
    return SignedEndpointView.of(endpoint, secret);
  }

  // Asks for the host's addresses, which may take seconds: before anything is locked.
  private void requireCallable(String url) {
    egress
        .refusal(Target.parse(url))
        .ifPresent(
            reason -> {
              throw ProblemException.violations(List.of(new Violation("/url", reason)));
            });
  }

  private WebhookEndpoint locked(String id) {
    return endpoints
        .locked(caller, Ids.inPath(id, WHAT))
        .orElseThrow(() -> ProblemException.notFound(WHAT));
  }

  private void note(String deed, WebhookEndpoint endpoint, Changes changes) {
    audit.record(
        new AuditEntry(
            endpoint.organizationId(),
            "webhook_endpoint." + deed,
            "webhook_endpoint",
            endpoint.id(),
            changes));
  }

  private URI location(WebhookEndpoint endpoint) {
    return address.of(request, "/v1/webhook-endpoints/" + endpoint.id());
  }
}
