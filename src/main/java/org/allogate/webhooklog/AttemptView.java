package org.allogate.webhooklog;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A try as the API shows it.
 *
 * @param number counts from 1
 * @param status of the answer; null where there was none
 * @param error what happened instead of an answer; null where there was one
 * @param answer the beginning of its body; null where there was none
 */
@Schema(name = "WebhookAttempt", description = "One try, and what came of it.")
public record AttemptView(
    @Schema(description = "Counts from 1; one that a crash cut short is missing.", minimum = "1")
        int number,
    Instant at,
    @Schema(description = "In milliseconds.", minimum = "0") int durationMs,
    @Schema(description = "Null where there was no answer.", nullable = true) Integer status,
    @Schema(description = "What happened in place of an answer.", nullable = true) String error,
    @Schema(
            description =
                "The first 4096 bytes of the answer as text, with U+FFFD for what is no UTF-8.",
            nullable = true)
        String answer) {}
