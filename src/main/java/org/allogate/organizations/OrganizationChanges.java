package org.allogate.organizations;

import org.allogate.audit.Changes;
import org.allogate.tenancy.KeyPolicy;
import org.allogate.tenancy.OrganizationTerms;

/** What changed of an organization, in the names of the API. */
final class OrganizationChanges {
  private OrganizationChanges() {}

  static Changes first(OrganizationTerms after) {
    KeyPolicy policy = after.keyPolicy();
    return Changes.none()
        .with("name", null, after.name())
        .with("email", null, after.email())
        .with("timezone", null, after.timezone())
        .with("active", null, after.active())
        .with("keyPolicy.maxActiveKeys", null, policy.maxActiveKeys())
        .with("keyPolicy.lifetimeDays", null, policy.lifetimeDays())
        .with("keyPolicy.renewWithinDays", null, policy.renewWithinDays())
        .with("keyPolicy.revealable", null, policy.revealable());
  }

  static Changes between(OrganizationTerms before, OrganizationTerms after) {
    KeyPolicy old = before.keyPolicy();
    KeyPolicy now = after.keyPolicy();
    return Changes.none()
        .with("name", before.name(), after.name())
        .with("email", before.email(), after.email())
        .with("timezone", before.timezone(), after.timezone())
        .with("active", before.active(), after.active())
        .with("keyPolicy.maxActiveKeys", old.maxActiveKeys(), now.maxActiveKeys())
        .with("keyPolicy.lifetimeDays", old.lifetimeDays(), now.lifetimeDays())
        .with("keyPolicy.renewWithinDays", old.renewWithinDays(), now.renewWithinDays())
        .with("keyPolicy.revealable", old.revealable(), now.revealable());
  }
}
