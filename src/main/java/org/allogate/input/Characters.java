package org.allogate.input;

/** What can be seen of a text. */
public final class Characters {
  private Characters() {}

  /** Whether every character shows: none is blank, controls, or hides. */
  public static boolean areVisible(String text) {
    return text.codePoints().allMatch(Characters::isVisible);
  }

  // What people tell each other must not differ in what nobody sees.
  static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
