package org.allogate.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.UUID;

/**
 * Makes and changes webhook endpoints as one caller. Bodies are written with single quotes; where
 * they say no URL and no types, they are of a port that nobody listens at, and of an event that
 * does not happen.
 */
record HookMaker(ApiClient client) {
  static final String HOOKS = "/v1/webhook-endpoints";
  static final String URL = "https://127.0.0.1:1/hook";
  static final String QUIET = "webhook_endpoint.disabled";

  static String body(String members) {
    ObjectNode body = (ObjectNode) ApiClient.json("{" + KeyMaker.quoted(members) + "}");
    if (!body.has("url")) {
      body.put("url", URL);
    }
    if (!body.has("eventTypes")) {
      body.putArray("eventTypes").add(QUIET);
    }
    return body.toString();
  }

  HttpResponse<String> create(String members, String... headers) {
    return client.send("POST", HOOKS, body(members), headers);
  }

  /** A new endpoint as the answer shows it, with its secret. */
  JsonNode made(String members, String... headers) {
    return KeyMaker.answered(create(members, headers), 201);
  }

  HttpResponse<String> patch(JsonNode hook, String members) {
    return client.patch(path(hook), "{" + KeyMaker.quoted(members) + "}");
  }

  JsonNode patched(JsonNode hook, String members) {
    return KeyMaker.answered(patch(hook, members), 200);
  }

  HttpResponse<String> act(JsonNode hook, String deed, String members) {
    return client.post(path(hook) + "/actions/" + deed, "{" + KeyMaker.quoted(members) + "}");
  }

  JsonNode read(JsonNode hook) {
    return client.read(path(hook));
  }

  static String path(JsonNode hook) {
    return HOOKS + "/" + hook.path("id").textValue();
  }

  static UUID id(JsonNode hook) {
    return UUID.fromString(hook.path("id").textValue());
  }

  /** What a GET would show of an answer that has the secret, too. */
  static JsonNode withoutSecret(JsonNode hook) {
    ObjectNode copy = hook.deepCopy();
    copy.remove("secret");
    return copy;
  }
}
