package org.allogate.outbox;

/**
 * What an event tells: a record whose first member is the {@code int version} of its form. Members
 * are added without a new version; whatever else changes gets one.
 */
public interface EventData {
  /** What the contract document says of the first member. */
  String VERSION = "Version of this form of the data.";

  /**
   * The same with less in it, where its JSON may be longer than an event can be.
   *
   * @return JSON of at most {@link Payload#MAX_DATA_BYTES} bytes
   */
  default EventData shortened() {
    return this;
  }
}
