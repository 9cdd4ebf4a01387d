package org.allogate.usage;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.allogate.access.Caller;
import org.allogate.access.RequiresScope;
import org.allogate.input.Parameters;
import org.allogate.paging.PageRequest;
import org.allogate.paging.StorePage;
import org.allogate.scopes.Scope;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What keys were used for, for who owns them. */
@Path("/v1/usage")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "usage", description = "What keys were used for, how that ended and what it cost.")
public class UsageResource {
  @Inject Caller caller;
  @Inject UsageList usage;

  /** A page of sums. */
  @GET
  @RequiresScope(value = Scope.USAGE_READ, capability = "usage.list", cost = 5)
  @Operation(
      operationId = "usage.list",
      summary = "Usage of keys",
      description =
          "Calls by the minute, hour or day (UTC) in which they were answered, in ascending time and"
              + " then by key, capability and status as far as `groupBy` names them: those of the"
              + " caller's organization's keys, or of all the tenant's for a tenant-level caller who"
              + " names no organization. Times without a call have no row. A call shows within two"
              + " seconds. Minutes are kept for 48 hours, hours for 90 days, days for two years."
              + " Filters combine with AND.")
  @Parameter(
      name = "from",
      in = ParameterIn.QUERY,
      description =
          "The first instant; the whole minute, hour or day that it is in counts. Unless said an"
              + " hour (by the minute), a day (by the hour) or 30 days (by the day) before `to`.",
      schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @Parameter(
      name = "to",
      in = ParameterIn.QUERY,
      description =
          "The first instant that does not count any more, after `from`, now unless said; the whole"
              + " minute, hour or day that it is in counts.",
      schema = @Schema(type = SchemaType.STRING, format = "date-time"))
  @Parameter(
      name = "granularity",
      in = ParameterIn.QUERY,
      description = "How long each row's time is.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {"minute", "hour", "day"},
              defaultValue = "hour"))
  @Parameter(
      name = "groupBy",
      in = ParameterIn.QUERY,
      description =
          "What rows are told apart by besides time: `key`, `capability` or `status`, or several of"
              + " them separated by commas. Totals unless said.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              pattern = "^(key|capability|status)(,(key|capability|status))*$"))
  @Parameter(
      name = "keyId",
      in = ParameterIn.QUERY,
      description = "Only calls by this key.",
      schema = @Schema(type = SchemaType.STRING, format = "uuid"))
  @Parameter(
      name = "organizationId",
      in = ParameterIn.QUERY,
      description = "Only calls by keys of this organization.",
      schema = @Schema(type = SchemaType.STRING, format = "uuid"))
  @Parameter(
      name = "capability",
      in = ParameterIn.QUERY,
      description =
          "Only calls of this capability, for instance `products.list`; a blank one does not filter.",
      schema = @Schema(type = SchemaType.STRING, maxLength = CellKey.MAX_CAPABILITY))
  @APIResponse(
      responseCode = "200",
      description = "A page of sums.",
      content = @Content(mediaType = MediaType.APPLICATION_JSON))
  public StorePage<UsageView> list(@Context UriInfo uri) {
    Parameters parameters = Parameters.of(uri);
    UsageQuery query = UsageQuery.of(parameters);
    PageRequest request = PageRequest.ofStore(parameters);
    parameters.check();
    return StorePage.of(usage.list(caller, query, request));
  }
}
