package org.allogate.input;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects of a JSON array that is a request body as a whole. As with {@link Members}, all that
 * is wrong is noted, and {@link #check()} ends the request with it.
 */
public final class MembersList {
  private static final String WHOLE = "";

  private final ArrayNode node;
  private final Violations violations = new Violations();
  private final List<Members> objects = new ArrayList<>();

  MembersList(ArrayNode node) {
    this.node = node;
  }

  /** The objects in their order, at most so many; none when there are more. */
  public List<Members> objects(int most) {
    if (node.size() > most) {
      violations.add(WHOLE, "must be a list of 0 to " + most);
      return List.of();
    }
    for (int i = 0; i < node.size(); i++) {
      read(i);
    }
    return List.copyOf(objects);
  }

  private void read(int index) {
    String at = "/" + index;
    if (node.get(index) instanceof ObjectNode object) {
      objects.add(new Members(object, at, violations));
    } else {
      violations.add(at, "must be an object");
    }
  }

  /** Ends the request if anything read was wrong or anything was left unread. */
  public void check() {
    objects.forEach(Members::noteUnread);
    violations.throwIfAny();
  }
}
