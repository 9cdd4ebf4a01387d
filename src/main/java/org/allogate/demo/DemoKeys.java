package org.allogate.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import org.allogate.json.Json;
import org.allogate.keys.IssuedKey;
import org.allogate.keys.KeyFormat;
import org.allogate.secrets.Seal;
import org.allogate.secrets.ServerSecrets;

/** The texts of the demo keys, which follow from the server's secret alone. */
@ApplicationScoped
public class DemoKeys {
  /** Who signs in to the console. */
  static final String OWNER_EMAIL = "owner@aether-ash.example";

  private static final int ENTROPY_BYTES = 16;

  private final KeyFormat format;
  private final Seal seal;
  private final Seal passwordSeal;

  /** For the container's proxy. */
  protected DemoKeys() {
    format = null;
    seal = null;
    passwordSeal = null;
  }

  @Inject
  DemoKeys(KeyFormat format, ServerSecrets secrets) {
    this.format = format;
    this.seal = secrets.seal("demo-key");
    this.passwordSeal = secrets.seal("demo-password");
  }

  IssuedKey issue(DemoKey key) {
    byte[] tag = seal.tag(seal.currentId(), key.name().getBytes(StandardCharsets.US_ASCII));
    return format.issue(key.environment(), key.id(), Arrays.copyOf(tag, ENTROPY_BYTES));
  }

  /** What the owner signs in with, unless it was changed. */
  String ownerPassword() {
    byte[] tag =
        passwordSeal.tag(passwordSeal.currentId(), OWNER_EMAIL.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(tag, ENTROPY_BYTES));
  }

  /** Writes the file of the demo's credentials, readable by its owner alone. */
  void write(Path file, String base) {
    ObjectNode members = Json.mapper().createObjectNode();
    for (DemoKey key : DemoKey.values()) {
      members.put(key.member(), issue(key).text());
    }
    members
        .putObject("console")
        .put("url", base + "/console/")
        .put("email", OWNER_EMAIL)
        .put("password", ownerPassword());
    try {
      Path whole = Files.createTempFile(directory(file), ".demo-keys", ".json", ownerOnly());
      Files.writeString(whole, members.toPrettyString() + "\n");
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot write " + file + ": set allogate.demo-keys-file to a place that can be written",
          e);
    }
  }

  private static Path directory(Path file) throws IOException {
    return Files.createDirectories(file.toAbsolutePath().getParent());
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
