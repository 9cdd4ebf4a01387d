package org.allogate.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * The members of a JSON object in a request body. Every reading notes what is wrong, with its JSON
 * pointer (RFC 6901), and gives a harmless value in its place; {@link #check()} ends the request
 * with all of it, members that nobody read included. {@code null} counts as absent.
 */
public final class Members {
  private static final int MAX_UNTRIMMED = 10_000;
  private static final int MAX_PERCENT = 100;
  private static final String BLANK = "must not be blank";

  private final ObjectNode node;
  private final String pointer;
  private final Violations violations;
  private final Set<String> read = new HashSet<>();
  private final List<Members> nested = new ArrayList<>();

  Members(ObjectNode node) {
    this(node, "", new Violations());
  }

  Members(ObjectNode node, String pointer, Violations violations) {
    this.node = node;
    this.pointer = pointer;
    this.violations = violations;
  }

  /** A required text of a length in characters. */
  public String text(String name, int shortest, int longest) {
    return present(name)
        .map(value -> text(name, value, shortest, longest))
        .orElseGet(() -> missing(name, ""));
  }

  /** A text of at most {@code longest} characters, or what to take when it is absent. */
  public String text(String name, int longest, String otherwise) {
    return present(name).map(value -> text(name, value, 0, longest)).orElse(otherwise);
  }

  /** A text of at most {@code longest} characters, when there is one; it may have several lines. */
  public Optional<String> optionalText(String name, int longest) {
    return present(name)
        .map(value -> text(name, value, 0, longest))
        .filter(
            text ->
                text.codePoints().noneMatch(Members::isUnprintable)
                    || wrong(name, "must not contain control characters", false));
  }

  /**
   * A required text of 1 to {@code longest} characters as it was sent, which is more than blanks
   * and has no control characters.
   */
  public String line(String name, int longest) {
    String text = text(name, 1, longest);
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      return wrong(name, "must not contain control characters", "");
    }
    return text.isEmpty() || !showsNothing(text) ? text : wrong(name, BLANK, "");
  }

  /**
   * A required text of a length in characters, without the blanks around it and without control
   * characters.
   */
  public String trimmed(String name, int shortest, int longest) {
    return present(name)
        .map(value -> trimmed(name, value, shortest, longest))
        .orElseGet(() -> missing(name, ""));
  }

  /** The same, or what to take when it is absent. */
  public String trimmed(String name, int shortest, int longest, String otherwise) {
    return present(name).map(value -> trimmed(name, value, shortest, longest)).orElse(otherwise);
  }

  /** Whether the member is there, where null would be wrong: in a patch without defaults. */
  public boolean isGiven(String name) {
    return mentions(name) && (!isNull(name) || wrong(name, "must not be null", false));
  }

  /** Whether the member is there, be it null: what a merge patch (RFC 7396) is about. */
  public boolean mentions(String name) {
    read.add(name);
    return node.has(name);
  }

  /** Whether the member is null: in a merge patch, whether it goes back to its default. */
  public boolean isNull(String name) {
    read.add(name);
    return node.path(name).isNull();
  }

  /**
   * A required text that a reader turns into what is meant.
   *
   * @param expected how the violation goes on after the pointer: {@code must be ...}
   */
  public <T> T value(
      String name, String expected, Function<String, Optional<T>> reader, T harmless) {
    return present(name)
        .map(value -> value(at(name), value, expected, reader).orElse(harmless))
        .orElseGet(() -> missing(name, harmless));
  }

  /**
   * A text that a reader turns into what is meant, when there is one.
   *
   * @param expected how the violation goes on after the pointer: {@code must be ...}
   */
  public <T> Optional<T> value(String name, String expected, Function<String, Optional<T>> reader) {
    return present(name).flatMap(value -> value(at(name), value, expected, reader));
  }

  /** Texts that a reader turns into what is meant; an absent list is empty. */
  public <T> List<T> values(
      String name, int most, String expected, Function<String, Optional<T>> reader) {
    return values(name, 0, most, expected, reader);
  }

  /** Texts as above, {@code least} of them or more; an absent list is empty. */
  public <T> List<T> values(
      String name, int least, int most, String expected, Function<String, Optional<T>> reader) {
    List<T> values = new ArrayList<>();
    List<JsonNode> items = items(name, least, most);
    for (int i = 0; i < items.size(); i++) {
      value(at(name) + "/" + i, items.get(i), expected, reader).ifPresent(values::add);
    }
    return values;
  }

  /** Objects; an absent list is empty. */
  public List<Members> objects(String name, int most) {
    List<Members> objects = new ArrayList<>();
    List<JsonNode> items = items(name, 0, most);
    for (int i = 0; i < items.size(); i++) {
      String at = at(name) + "/" + i;
      if (items.get(i) instanceof ObjectNode object) {
        Members members = new Members(object, at, violations);
        nested.add(members);
        objects.add(members);
      } else {
        violations.add(at, "must be an object");
      }
    }
    return objects;
  }

  /** A required integer within bounds. */
  public int integer(String name, int smallest, int largest) {
    return present(name)
        .map(value -> integer(name, value, smallest, largest))
        .orElseGet(() -> missing(name, smallest));
  }

  /** Notes that a member is absent, for one that is read as if it might be. */
  public void require(String name) {
    if (present(name).isEmpty()) {
      violations.add(at(name), "is required");
    }
  }

  /** Notes that a member breaks a rule that its reading could not know. */
  public void refuse(String name, String detail) {
    violations.add(at(name), detail);
  }

  /** Whether a violation of this very member was noted already. */
  public boolean isWrong(String name) {
    return violations.has(at(name));
  }

  /** A required boolean. */
  public boolean flag(String name) {
    return present(name).isPresent() ? flag(name, false) : missing(name, false);
  }

  /** A boolean, or what to take when it is absent. */
  public boolean flag(String name, boolean otherwise) {
    return present(name)
        .map(
            value ->
                value.isBoolean()
                    ? value.booleanValue()
                    : wrong(name, "must be true or false", otherwise))
        .orElse(otherwise);
  }

  /** An integer within bounds, or what to take when it is absent. */
  public int integer(String name, int smallest, int largest, int otherwise) {
    return present(name).map(value -> integer(name, value, smallest, largest)).orElse(otherwise);
  }

  /** A required percentage: 0 to 100. */
  public int percent(String name) {
    return integer(name, 0, MAX_PERCENT);
  }

  /** A percentage, or what to take when it is absent. */
  public int percent(String name, int otherwise) {
    return integer(name, 0, MAX_PERCENT, otherwise);
  }

  /** A required integer within bounds beyond those of {@code int}. */
  public long longInteger(String name, long smallest, long largest) {
    return present(name)
        .map(
            value ->
                isWithin(value, smallest, largest)
                    ? value.longValue()
                    : wrong(name, between(smallest, largest), smallest))
        .orElseGet(() -> missing(name, smallest));
  }

  /** An integer within bounds, when there is one. */
  public Optional<Integer> optionalInteger(String name, int smallest, int largest) {
    return present(name)
        .filter(
            value ->
                isWithin(value, smallest, largest)
                    || wrong(name, between(smallest, largest), false))
        .map(JsonNode::intValue);
  }

  /** A required UUID. */
  public UUID uuid(String name) {
    return optionalUuid(name)
        .orElseGet(
            () ->
                node.path(name).isMissingNode() || node.path(name).isNull()
                    ? missing(name, new UUID(0, 0))
                    : new UUID(0, 0));
  }

  /** A UUID, when there is one. */
  public Optional<UUID> optionalUuid(String name) {
    return present(name)
        .flatMap(
            value ->
                value.isTextual()
                    ? Ids.parse(value.textValue()).or(() -> notUuid(name))
                    : notUuid(name));
  }

  /** A required instant, see {@link #instant(String)}; or what does no harm where it is wrong. */
  public Instant instant(String name, Instant harmless) {
    return value(name, Instants.EXPECTED, Instants::storable, harmless);
  }

  /** An instant in ISO 8601 that the database can keep, when there is one. */
  public Optional<Instant> instant(String name) {
    return value(name, Instants.EXPECTED, Instants::storable);
  }

  /** An object; an absent one has no members. */
  public Members object(String name) {
    return optionalObject(name)
        .orElseGet(() -> nested(name, JsonNodeFactory.instance.objectNode()));
  }

  /** An object, when there is one. */
  public Optional<Members> optionalObject(String name) {
    return present(name)
        .filter(value -> value.isObject() || wrong(name, "must be an object", false))
        .map(value -> nested(name, (ObjectNode) value));
  }

  /** Ends the request if anything read was wrong or anything was left unread. */
  public void check() {
    noteUnread();
    violations.throwIfAny();
  }

  void noteUnread() {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!read.contains(name)) {
                violations.add(at(name), "is not a member of this object");
              }
            });
    nested.forEach(Members::noteUnread);
  }

  private Members nested(String name, ObjectNode object) {
    Members members = new Members(object, at(name), violations);
    nested.add(members);
    return members;
  }

  private Optional<JsonNode> present(String name) {
    read.add(name);
    return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
  }

  private String text(String name, JsonNode value, int shortest, int longest) {
    String text = value.isTextual() ? value.textValue() : null;
    if (text == null) {
      return wrong(name, "must be a string", "");
    }
    if (text.codePoints().anyMatch(Members::isSurrogate)) {
      return wrong(name, "must be well-formed Unicode", "");
    }
    int length = text.codePointCount(0, text.length());
    return length >= shortest && length <= longest
        ? text
        : wrong(name, "must have " + shortest + " to " + longest + " characters", "");
  }

  private String trimmed(String name, JsonNode value, int shortest, int longest) {
    String given = text(name, value, 0, MAX_UNTRIMMED);
    if (given.isEmpty() && !(value.isTextual() && value.textValue().isEmpty())) {
      return given; // refused already
    }
    String text = given.strip();
    int length = text.codePointCount(0, text.length());
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      return wrong(name, "must not contain control characters", "");
    }
    if (!text.isEmpty() && showsNothing(text)) {
      return wrong(name, BLANK, "");
    }
    return length >= shortest && length <= longest
        ? text
        : wrong(name, "must have " + shortest + " to " + longest + " characters", "");
  }

  private <T> Optional<T> value(
      String at, JsonNode value, String expected, Function<String, Optional<T>> reader) {
    Optional<T> meant = value.isTextual() ? reader.apply(value.textValue()) : Optional.<T>empty();
    if (meant.isEmpty()) {
      violations.add(at, expected);
    }
    return meant;
  }

  private List<JsonNode> items(String name, int least, int most) {
    JsonNode value = present(name).orElseGet(JsonNodeFactory.instance::arrayNode);
    if (!value.isArray() || value.size() < least || value.size() > most) {
      return wrong(name, "must be a list of " + least + " to " + most, List.of());
    }
    List<JsonNode> items = new ArrayList<>();
    value.forEach(items::add);
    return items;
  }

  // Blanks that do not break, characters of no width and those that only turn the direction.
  private static boolean showsNothing(String text) {
    return text.codePoints()
        .allMatch(
            it ->
                Character.isWhitespace(it)
                    || Character.isSpaceChar(it)
                    || Character.getType(it) == Character.FORMAT);
  }

  private static boolean isUnprintable(int codePoint) {
    return Character.isISOControl(codePoint) && "\t\n\r".indexOf(codePoint) < 0;
  }

  // JSON may escape half of a pair, which has no form in UTF-8.
  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private int integer(String name, JsonNode value, int smallest, int largest) {
    return isWithin(value, smallest, largest)
        ? value.intValue()
        : wrong(name, between(smallest, largest), smallest);
  }

  private static boolean isWithin(JsonNode value, long smallest, long largest) {
    return value.isIntegralNumber()
        && value.canConvertToLong()
        && value.longValue() >= smallest
        && value.longValue() <= largest;
  }

  private static String between(long smallest, long largest) {
    return "must be an integer from " + smallest + " to " + largest;
  }

  private Optional<UUID> notUuid(String name) {
    return wrong(name, "must be a UUID", Optional.empty());
  }

  private <T> T missing(String name, T harmless) {
    return wrong(name, "is required", harmless);
  }

  private <T> T wrong(String name, String detail, T harmless) {
    violations.add(at(name), detail);
    return harmless;
  }

  private String at(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
