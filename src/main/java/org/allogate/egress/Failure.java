package org.allogate.egress;

import java.util.Locale;

/** Why a call was not answered. */
public enum Failure {
  /** The target must not be called: its address is not public, or it asks for plain HTTP. */
  REFUSED_TARGET,
  /** No name server knows an address of the host. */
  NAME_NOT_FOUND,
  /** No connection came about, or it ended before the answer. */
  CONNECTION_FAILED,
  /** The target did not prove who it is. */
  TLS_FAILED,
  /** There was no answer within the total time. */
  TIMED_OUT,
  /** What came back was no HTTP. */
  PROTOCOL_ERROR;

  /** The name in answers and in the database. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
