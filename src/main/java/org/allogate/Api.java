package org.allogate;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.List;
import java.util.Set;
import org.allogate.access.SessionCookie;
import org.allogate.apikeys.KeysResource;
import org.allogate.apikeys.LeakedKeyResource;
import org.allogate.apikeys.RevealResource;
import org.allogate.apikeys.RotationResource;
import org.allogate.audit.AuditResource;
import org.allogate.balance.BalanceResource;
import org.allogate.balance.TenantCreditsResource;
import org.allogate.categories.CategoriesResource;
import org.allogate.categories.CategoryProductsResource;
import org.allogate.console.ConsoleResource;
import org.allogate.coupons.AppliedCouponsResource;
import org.allogate.coupons.CouponsResource;
import org.allogate.customers.BanResource;
import org.allogate.customers.CustomersResource;
import org.allogate.deliveries.DeliverResource;
import org.allogate.deliveries.DeliveriesResource;
import org.allogate.errors.ErrorsResource;
import org.allogate.giftcards.CustomerGiftCardsResource;
import org.allogate.giftcards.GiftCardsResource;
import org.allogate.guard.Guard;
import org.allogate.loyalty.LoyaltyResource;
import org.allogate.members.MembersResource;
import org.allogate.meta.CapabilitiesResource;
import org.allogate.meta.DeployedOperations;
import org.allogate.meta.MetaResource;
import org.allogate.meta.ResourceMetadata;
import org.allogate.oauth2.FormReader;
import org.allogate.oauth2.OAuthResource;
import org.allogate.oauth2.ServerMetadata;
import org.allogate.organizations.OrganizationsResource;
import org.allogate.productimports.ImportResource;
import org.allogate.productimports.ProductImportsResource;
import org.allogate.products.ProductsResource;
import org.allogate.session.OpenSessionsResource;
import org.allogate.session.SessionResource;
import org.allogate.session.SignInMethodsResource;
import org.allogate.store.StoreResource;
import org.allogate.storecredit.CreditsResource;
import org.allogate.tenant.TenantResource;
import org.allogate.usage.UsageResource;
import org.allogate.vault.ProjectsResource;
import org.allogate.verify.ForwardAuthResource;
import org.allogate.verify.ForwardedMethod;
import org.allogate.verify.VerifyResource;
import org.allogate.webhooklog.EndpointDeliveriesResource;
import org.allogate.webhooklog.WebhookDeliveriesResource;
import org.allogate.webhooks.EventTypesResource;
import org.allogate.webhooks.WebhookEndpointsResource;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.OAuthFlow;
import org.eclipse.microprofile.openapi.annotations.security.OAuthFlows;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.servers.Server;

/**
 * Both surfaces in one JAX-RS application at the root, so that one guard and one error mapper see
 * every request, unknown paths included.
 */
@ApplicationPath("/")
@OpenAPIDefinition(
    info =
        @Info(
            title = "Allogate",
            version = "1.0",
            description =
                "A store API (`/v1`, camelCase) and a vault API (`/api/v2`, snake_case) behind one"
                    + " guard. Every 4xx and 5xx is a problem document (RFC 9457): branch on `code`."
                    + " The endpoints under `/oauth2` answer errors as RFC 6749 says instead."
                    + " Every answer carries `X-Request-Id`; answers to a known key carry its rate"
                    + " limit, as `RateLimit-*` under `/v1` and as `X-RateLimit-*` under `/api/v2`."),
    servers = @Server(url = "/", description = "Where this document was served."),
    components =
        @Components(
            securitySchemes = {
              @SecurityScheme(
                  securitySchemeName = "apiKey",
                  type = SecuritySchemeType.APIKEY,
                  in = SecuritySchemeIn.HEADER,
                  apiKeyName = "X-API-Key",
                  description =
                      "An API key, exactly one value: `allo_live_...` or `allo_test_...`."),
              @SecurityScheme(
                  securitySchemeName = "bearer",
                  type = SecuritySchemeType.HTTP,
                  scheme = "bearer",
                  description =
                      "The same key, or an access token for it from `POST /oauth2/token`, as"
                          + " `Authorization: Bearer` (RFC 6750)."),
              @SecurityScheme(
                  securitySchemeName = "clientCredentials",
                  type = SecuritySchemeType.OAUTH2,
                  description =
                      "How to get a token for `bearer`: the id of a key and the key (RFC 6749,"
                          + " section 4.4).",
                  flows =
                      @OAuthFlows(
                          clientCredentials =
                              @OAuthFlow(
                                  tokenUrl = "/oauth2/token",
                                  scopes = {}))),
              @SecurityScheme(
                  securitySchemeName = "session",
                  type = SecuritySchemeType.APIKEY,
                  in = SecuritySchemeIn.COOKIE,
                  apiKeyName = SessionCookie.NAME,
                  description = "A member's session, from signing in at `POST /v1/session`."),
              @SecurityScheme(
                  securitySchemeName = "csrfToken",
                  type = SecuritySchemeType.APIKEY,
                  in = SecuritySchemeIn.HEADER,
                  apiKeyName = "X-CSRF-Token",
                  description =
                      "The session's `csrfToken`, with whatever changes something in a session.")
            }))
public class Api extends Application {
  /** Every resource class there is. */
  public static final List<Class<?>> RESOURCES =
      List.of(
          KeysResource.class,
          RotationResource.class,
          LeakedKeyResource.class,
          RevealResource.class,
          VerifyResource.class,
          ForwardAuthResource.class,
          StoreResource.class,
          LoyaltyResource.class,
          ProductsResource.class,
          ImportResource.class,
          ProductImportsResource.class,
          CustomersResource.class,
          BanResource.class,
          CreditsResource.class,
          CouponsResource.class,
          AppliedCouponsResource.class,
          GiftCardsResource.class,
          CustomerGiftCardsResource.class,
          CategoriesResource.class,
          CategoryProductsResource.class,
          DeliverResource.class,
          DeliveriesResource.class,
          SessionResource.class,
          OpenSessionsResource.class,
          SignInMethodsResource.class,
          MembersResource.class,
          MetaResource.class,
          CapabilitiesResource.class,
          ResourceMetadata.class,
          ProjectsResource.class,
          OAuthResource.class,
          ServerMetadata.class,
          ErrorsResource.class,
          ConsoleResource.class,
          OrganizationsResource.class,
          TenantResource.class,
          BalanceResource.class,
          TenantCreditsResource.class,
          AuditResource.class,
          UsageResource.class,
          WebhookEndpointsResource.class,
          EventTypesResource.class,
          EndpointDeliveriesResource.class,
          WebhookDeliveriesResource.class);

  /** Those that only our own resources need. */
  private static final List<Class<?>> PROVIDERS =
      List.of(ForwardedMethod.class, DeployedOperations.class, FormReader.class);

  @Override
  public Set<Class<?>> getClasses() {
    Set<Class<?>> classes = Guard.around(RESOURCES);
    classes.addAll(PROVIDERS);
    return classes;
  }
}
