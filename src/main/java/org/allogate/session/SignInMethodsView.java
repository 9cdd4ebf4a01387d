package org.allogate.session;

import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How members can sign in here.
 *
 * @param password always true so far
 * @param provider null without an identity provider
 */
@Schema(name = "SignInMethods", description = "How members can sign in here.")
public record SignInMethodsView(
    @Schema(description = "With an e-mail address and a password.") boolean password,
    @Schema(
            format = "uri",
            description =
                "The page that sends the browser to the identity provider; null without one.",
            nullable = true,
            examples = "https://api.example.com/console/sign-in/oidc")
        URI provider) {}
