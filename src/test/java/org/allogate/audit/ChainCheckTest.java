package org.allogate.audit;

import static org.allogate.audit.Verification.Reason.CHANGED;
import static org.allogate.audit.Verification.Reason.HEAD;
import static org.allogate.audit.Verification.Reason.INSERTED;
import static org.allogate.audit.Verification.Reason.MISSING;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.allogate.RandomCases;
import org.allogate.audit.Verification.Reason;
import org.allogate.secrets.SomeSecrets;
import org.allogate.surface.Origin;
import org.allogate.tenancy.Actor;
import org.junit.jupiter.api.Test;

/** Whatever somebody does to the rows of a chain shows, unless they can seal its end. */
class ChainCheckTest {
  private static final int CASES = 500;
  private static final ChainSeal SEAL = ChainSeal.of(SomeSecrets.of(2, 1));
  private static final Instant START = Instant.parse("2026-04-01T10:00:00.123456Z");

  private final UUID tenant = new UUID(7, 7);
  private final List<AuditEvent> rows = new ArrayList<>();
  private AuditChain end = new AuditChain();

  private void write(Random random, int count) {
    rows.clear();
    byte[] hash = AuditTrail.BEGINNING;
    for (int i = 1; i <= count; i++) {
      AuditEvent row = row(random, i, hash);
      rows.add(row);
      hash = row.hash();
    }
    end = sealed(count, START.plusSeconds(count), hash, SEAL);
  }

  private AuditEvent row(Random random, long sequence, byte[] previous) {
    boolean known = random.nextBoolean();
    return new AuditEvent(
        new UUID(random.nextLong(), random.nextLong()),
        tenant,
        sequence,
        START.plusSeconds(sequence),
        known ? Actor.member(new UUID(1, random.nextLong()), "A name") : Actor.SYSTEM,
        known ? new Origin("192.0.2.1", "req", null) : Origin.NONE,
        new AuditEntry(
            known ? new UUID(2, 2) : null,
            "organization.updated",
            "organization",
            new UUID(3, random.nextLong()),
            Changes.none().with("name", "before", "after " + random.nextInt())),
        previous);
  }

  private static AuditChain sealed(long sequence, Instant time, byte[] hash, ChainSeal seal) {
    AuditChain chain = new AuditChain();
    chain.grow(sequence, time, hash, seal.currentId(), seal.tag(sequence, time, hash));
    return chain;
  }

  private Verification checked() {
    rows.sort(Comparator.comparingLong(AuditEvent::sequence));
    return new ChainCheck(end, SEAL).of(rows.iterator());
  }

  private void breaksAt(long sequence, UUID id, Reason reason) {
    Verification found = checked();
    assertThat(found.valid()).isFalse();
    assertThat(found.firstBroken()).isEqualTo(new Verification.Break(sequence, id, reason));
  }

  private void breaks() {
    assertThat(checked().valid()).isFalse();
    assertThat(checked().firstBroken()).isNotNull();
  }

  private static void each(java.util.function.Consumer<Random> check) {
    RandomCases.each(CASES, check);
  }

  private int some(Random random) {
    return random.nextInt(rows.size());
  }

  @Test
  void holdsAsItWasWritten() {
    each(
        random -> {
          int count = random.nextInt(20);
          write(random, count);
          assertThat(checked()).isEqualTo(new Verification(true, count, null));
        });
  }

  @Test
  void holdsBeforeTheFirstEvent() {
    end = null;
    assertThat(checked()).isEqualTo(new Verification(true, 0, null));
  }

  @Test
  void holdsUnderASecretThatSealsNoMore() {
    write(new Random(1), 3);
    end = sealed(3, START, rows.get(2).hash(), ChainSeal.of(SomeSecrets.of(1)));
    assertThat(checked().valid()).isTrue();
  }

  @Test
  void findsAChangeOfAnyMember() {
    each(
        random -> {
          for (Field member : members()) {
            write(random, 1 + random.nextInt(10));
            AuditEvent row = rows.get(some(random));
            long sequence = row.sequence();
            change(random, row, member);
            Verification found = checked();
            assertThat(found.valid()).as(member.getName()).isFalse();
            if (!member.getName().equals("sequence")) {
              breaksAt(sequence, row.id(), CHANGED);
              assertThat(found.checked()).isEqualTo(sequence - 1);
            }
          }
        });
  }

  @Test
  void findsAChangeWhoseHashWasMadeAnew() {
    each(
        random -> {
          for (Field member : members()) {
            write(random, 1 + random.nextInt(10));
            AuditEvent row = rows.get(some(random));
            change(random, row, member);
            if (!member.getName().equals("hash")) {
              set(row, "hash", row.digest());
            }
            breaks();
          }
        });
  }

  @Test
  void findsAChangeAfterWhichEveryHashWasMadeAnew() {
    each(
        random -> {
          write(random, 1 + random.nextInt(10));
          int at = some(random);
          set(rows.get(at), "actorName", "Somebody else");
          link(at);
          AuditEvent last = rows.get(rows.size() - 1);
          breaksAt(last.sequence(), last.id(), CHANGED);
          end = unsealed(last.sequence(), last.hash());
          breaksAt(last.sequence(), null, HEAD);
        });
  }

  private void link(int from) {
    for (int i = from; i < rows.size(); i++) {
      set(rows.get(i), "previousHash", i == 0 ? AuditTrail.BEGINNING : rows.get(i - 1).hash());
      set(rows.get(i), "hash", rows.get(i).digest());
    }
  }

  private AuditChain unsealed(long sequence, byte[] hash) {
    AuditChain chain = new AuditChain();
    chain.grow(sequence, end.time(), hash, end.secretId(), end.seal());
    return chain;
  }

  @Test
  void findsARowThatWasTakenOut() {
    each(
        random -> {
          write(random, 1 + random.nextInt(10));
          long sequence = rows.remove(some(random)).sequence();
          breaksAt(sequence, null, MISSING);
          assertThat(checked().checked()).isEqualTo(sequence - 1);
        });
  }

  @Test
  void findsAGapThatWasClosed() {
    each(
        random -> {
          write(random, 2 + random.nextInt(10));
          int at = random.nextInt(rows.size() - 1);
          rows.remove(at);
          for (int i = at; i < rows.size(); i++) {
            set(rows.get(i), "sequence", i + 1L);
          }
          breaks();
          for (int i = at; i < rows.size(); i++) {
            set(rows.get(i), "hash", rows.get(i).digest());
          }
          breaks();
          link(at);
          breaksAt(rows.size() + 1L, null, MISSING);
        });
  }

  @Test
  void findsThatItsEndIsMissing() {
    each(
        random -> {
          write(random, 1 + random.nextInt(10));
          int left = some(random);
          rows.subList(left, rows.size()).clear();
          breaksAt(left + 1L, null, MISSING);
          byte[] hash = left == 0 ? AuditTrail.BEGINNING : rows.get(left - 1).hash();
          end = unsealed(left, hash);
          breaksAt(left, null, HEAD);
        });
  }

  @Test
  void findsARowThatWasPutIn() {
    each(
        random -> {
          write(random, 1 + random.nextInt(10));
          AuditEvent before = rows.get(some(random));
          AuditEvent second = row(random, before.sequence(), before.previousHash());
          rows.add(second);
          breaks();
          rows.remove(second);
          AuditEvent early = row(random, -random.nextInt(3), AuditTrail.BEGINNING);
          rows.add(early);
          breaksAt(early.sequence(), early.id(), INSERTED);
          rows.remove(early);
          assertThat(checked().valid()).isTrue();
        });
  }

  @Test
  void findsARowThatWasPutBetween() {
    each(
        random -> {
          write(random, 2 + random.nextInt(10));
          int at = random.nextInt(rows.size());
          byte[] previous = at == 0 ? AuditTrail.BEGINNING : rows.get(at - 1).hash();
          for (int i = at; i < rows.size(); i++) {
            set(rows.get(i), "sequence", i + 2L);
          }
          rows.add(at, row(random, at + 1L, previous));
          breaks();
          link(at);
          AuditEvent last = rows.get(rows.size() - 1);
          breaksAt(last.sequence(), last.id(), INSERTED);
        });
  }

  @Test
  void findsARowThatWasPutAfterTheEnd() {
    each(
        random -> {
          write(random, random.nextInt(10));
          byte[] hash = rows.isEmpty() ? AuditTrail.BEGINNING : rows.get(rows.size() - 1).hash();
          AuditEvent row = row(random, rows.size() + 1L + random.nextInt(3), hash);
          rows.add(row);
          breaksAt(row.sequence(), row.id(), INSERTED);
        });
  }

  @Test
  void findsRowsThatChangedPlaces() {
    each(
        random -> {
          write(random, 2 + random.nextInt(10));
          AuditEvent one = rows.get(0);
          AuditEvent other = rows.get(1 + random.nextInt(rows.size() - 1));
          long sequence = one.sequence();
          set(one, "sequence", other.sequence());
          set(other, "sequence", sequence);
          breaksAt(sequence, other.id(), CHANGED);
          set(one, "hash", one.digest());
          set(other, "hash", other.digest());
          breaks();
        });
  }

  @Test
  void findsAnEndThatIsNotOurs() {
    each(
        random -> {
          int count = 1 + random.nextInt(10);
          write(random, count);
          AuditChain ours = end;
          byte[] hash = ours.hash();
          for (AuditChain forged :
              Arrays.asList(
                  sealed(count, ours.time(), hash, ChainSeal.of(SomeSecrets.of(3))),
                  unsealed(count, RandomCases.bytes(random, 32)),
                  grown(count, ours.time().plusSeconds(1), hash, 2, ours.seal()),
                  grown(count, ours.time(), hash, 1, ours.seal()),
                  grown(count, ours.time(), hash, -1, ours.seal()),
                  grown(count, ours.time(), hash, 4711, ours.seal()),
                  grown(count, ours.time(), hash, 2, RandomCases.bytes(random, 32)),
                  grown(count + 1, ours.time(), hash, 2, ours.seal()))) {
            end = forged;
            breaksAt(forged.sequence(), null, HEAD);
            assertThat(checked().checked()).isEqualTo(count);
          }
          end = null;
          breaksAt(0, null, HEAD);
        });
  }

  private static AuditChain grown(
      long sequence, Instant time, byte[] hash, int secret, byte[] seal) {
    AuditChain chain = new AuditChain();
    chain.grow(sequence, time, hash, secret, seal);
    return chain;
  }

  @Test
  void stopsAtTheFirstOfSeveralBreaks() {
    write(new Random(1), 10);
    set(rows.get(3), "action", "nothing");
    rows.remove(6);
    end = null;
    set(rows.get(1), "address", "203.0.113.1");
    end = grown(10, START, new byte[32], 1, new byte[32]);
    breaksAt(2, rows.get(1).id(), CHANGED);
  }

  private static List<Field> members() {
    List<Field> members =
        Arrays.stream(AuditEvent.class.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()))
            .toList();
    assertThat(members).hasSize(16);
    return members;
  }

  private static void change(Random random, AuditEvent row, Field member) {
    Object now = get(row, member);
    Object other = now;
    while (Objects.deepEquals(other, now)) {
      other = other(random, member.getType(), now);
    }
    set(row, member.getName(), other);
  }

  private static Object other(Random random, Class<?> type, Object now) {
    if (type == long.class) {
      return (long) now + random.nextInt(5) - 2;
    }
    if (type == byte[].class) {
      byte[] bytes = ((byte[]) now).clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      return bytes;
    }
    if (type == Instant.class) {
      return ((Instant) now).plusNanos(1_000L * (random.nextInt(5) - 2));
    }
    if (type == UUID.class) {
      return random.nextInt(4) == 0 ? null : new UUID(random.nextLong(), random.nextLong());
    }
    return random.nextInt(4) == 0 ? null : Objects.toString(now) + " ".repeat(random.nextInt(3));
  }

  private static Object get(AuditEvent row, Field member) {
    try {
      member.setAccessible(true);
      return member.get(row);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static void set(AuditEvent row, String member, Object value) {
    try {
      Field field = AuditEvent.class.getDeclaredField(member);
      field.setAccessible(true);
      field.set(row, value);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
