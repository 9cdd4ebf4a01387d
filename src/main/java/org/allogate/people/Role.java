package org.allogate.people;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.Optional;
import org.allogate.scopes.Scope;
import org.allogate.scopes.Scopes;

/** What a member may do, in the API as in the console. */
public enum Role {
  /** Everything. */
  OWNER("owner", Scopes.ALL),
  /** Everything but changing organizations and members. */
  ADMIN("admin", Scopes.of(Scope.ORGANIZATIONS_WRITE, Scope.MEMBERS_WRITE).missing(Scopes.ALL)),
  /** Look at everything. */
  VIEWER("viewer", Scopes.READING);

  @EnumeratedValue private final String wireName;
  private final Scopes scopes;

  Role(String wireName, Scopes scopes) {
    this.wireName = wireName;
    this.scopes = scopes;
  }

  /** The name in JSON and the database. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** What a member of this role holds. */
  public Scopes scopes() {
    return scopes;
  }

  /** The role of a name. */
  public static Optional<Role> byName(String wireName) {
    return Arrays.stream(values()).filter(role -> role.wireName.equals(wireName)).findAny();
  }
}
