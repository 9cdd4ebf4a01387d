package org.allogate.demo;

import java.util.UUID;
import org.allogate.scopes.Scopes;
import org.allogate.surface.Environment;

/** The keys of the demo; their ids are fixed so that their texts can be written down again. */
enum DemoKey {
  TENANT("tenant", "Demo: all organizations", Environment.LIVE, Scopes.ALL),
  ORGANIZATION("organization", "Demo: Aether & Ash", Environment.LIVE, Scopes.ALL),
  READ_ONLY("readOnly", "Demo: read only", Environment.LIVE, Scopes.READING),
  TEST("test", "Demo: test environment", Environment.TEST, Scopes.ALL);

  private final String member;
  private final String keyName;
  private final Environment environment;
  private final Scopes scopes;

  DemoKey(String member, String keyName, Environment environment, Scopes scopes) {
    this.member = member;
    this.keyName = keyName;
    this.environment = environment;
    this.scopes = scopes;
  }

  /** The member of the keys' file. */
  String member() {
    return member;
  }

  String keyName() {
    return keyName;
  }

  Environment environment() {
    return environment;
  }

  Scopes scopes() {
    return scopes;
  }

  UUID id() {
    return UUID.fromString("019a0000-0000-7000-8000-00000000000" + (ordinal() + 1));
  }
}
