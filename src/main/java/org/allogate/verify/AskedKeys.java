package org.allogate.verify;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import org.allogate.access.KeyProof;
import org.allogate.access.Shown;

/**
 * The credentials that are asked about, read beside the transaction of the call: with a connection
 * in hand it would wait for credits that somebody else needs a connection to lease.
 */
@ApplicationScoped
public class AskedKeys {
  @Inject KeyProof proof;

  /**
   * What a credential is, if it is in force.
   *
   * @throws org.allogate.problem.ProblemException why it is not
   */
  @Transactional(TxType.NOT_SUPPORTED)
  public Shown inForce(String text) {
    return proof.inForce(text);
  }
}
