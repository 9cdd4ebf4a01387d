package org.allogate.audit;

import java.util.UUID;

/**
 * What is to be written down of one deed.
 *
 * @param organization whose owners see it, too; null for what is about the tenant
 * @param action dotted name, for instance {@code api_key.revoked}
 * @param targetType what it was done to, for instance {@code api_key}
 * @param targetId its id
 */
public record AuditEntry(
    UUID organization, String action, String targetType, UUID targetId, Changes changes) {}
