package org.allogate.members;

import java.time.Instant;
import java.util.UUID;
import org.allogate.people.Member;

/**
 * A member and its invitation.
 *
 * @param invitedUntil when its link ends, null when there is none
 */
record MemberRow(Member member, Instant invitedUntil) {
  UUID id() {
    return member.id();
  }

  MemberView view(Instant now) {
    return MemberView.of(member, invitedUntil != null && now.isBefore(invitedUntil));
  }
}
