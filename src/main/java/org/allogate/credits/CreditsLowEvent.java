package org.allogate.credits;

import org.allogate.outbox.EventData;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is told of credits that run out.
 *
 * @param percent the mark, of all that was granted: 20, 5 or 0
 * @param balance what is left, in credits
 */
@Schema(name = "CreditsLowEvent", description = "Credits of a tenant that run out.")
public record CreditsLowEvent(
    @Schema(description = EventData.VERSION) int version,
    @Schema(
            description = "The mark that the balance came to, of all that was granted: 20, 5 or 0.",
            examples = "20")
        int percent,
    @Schema(description = "What is left.", examples = "19871") long balance)
    implements EventData {
  static CreditsLowEvent of(CreditsLow news) {
    return new CreditsLowEvent(1, news.percent(), news.balance());
  }
}
