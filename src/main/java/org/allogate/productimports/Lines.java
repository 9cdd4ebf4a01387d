package org.allogate.productimports;

import java.util.List;
import org.allogate.input.JsonBody;
import org.allogate.problem.ProblemException;
import org.allogate.products.ProductLine;

/**
 * Some lines of an import, read and not done.
 *
 * @param first number of the first, counted from 1
 * @param count blank ones included
 * @param hash SHA-256 of them as they were sent
 */
record Lines(int first, int count, byte[] hash, List<Line> lines) {
  /**
   * A line that is not blank.
   *
   * @param product null where it was refused
   * @param refusal null where it was not
   */
  record Line(int number, ProductLine product, LineResult refusal) {
    static Line of(int number, byte[] text) {
      if (text == LineReader.TOO_LONG) {
        return new Line(number, null, LineResult.tooLong(number));
      }
      try {
        return new Line(number, ProductLine.from(JsonBody.line(text)), null);
      } catch (ProblemException e) {
        return new Line(number, null, LineResult.refused(number, null, e));
      }
    }

    boolean isRefused() {
      return refusal != null;
    }
  }
}
