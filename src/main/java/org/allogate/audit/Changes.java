package org.allogate.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What changed, member by member, in the names and forms of the API. Never give it a key, a
 * password or a token: what is written here stays.
 */
public final class Changes {
  private final Map<String, Change> members = new LinkedHashMap<>();

  /** Nothing so far. */
  public static Changes none() {
    return new Changes();
  }

  /**
   * Adds a member if it changed.
   *
   * @param before as JSON shows it, null where the object is new
   */
  public Changes with(String member, Object before, Object after) {
    if (!Objects.equals(before, after)) {
      members.put(member, new Change(before, after));
    }
    return this;
  }

  /** Whether nothing changed. */
  public boolean isEmpty() {
    return members.isEmpty();
  }

  Map<String, Change> members() {
    return Collections.unmodifiableMap(members);
  }
}
