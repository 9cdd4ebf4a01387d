package org.allogate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.allogate.json.Json;
import org.allogate.keys.KeyFormat;
import org.allogate.keys.ProvenKey;
import org.allogate.secrets.SomeSecrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoKeysTest {
  private final KeyFormat format = new KeyFormat("allo", SomeSecrets.of(1).seal("api-key"));
  private final DemoKeys keys = new DemoKeys(format, SomeSecrets.of(1));

  @Test
  void areTheSameAgainAndGenuine() {
    for (DemoKey key : DemoKey.values()) {
      String text = keys.issue(key).text();
      assertThat(new DemoKeys(format, SomeSecrets.of(1)).issue(key).text()).isEqualTo(text);
      ProvenKey proven = format.prove(text).orElseThrow();
      assertThat(proven.id()).isEqualTo(key.id());
      assertThat(proven.environment()).isEqualTo(key.environment());
    }
  }

  @Test
  void writesAFileForItsOwnerAlone(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("made/on/the/way/demo-keys.json");
    keys.write(file, "http://localhost:9080");
    keys.write(file, "http://localhost:9081");
    JsonNode members = Json.mapper().readTree(Files.readString(file));
    List<String> names = new ArrayList<>();
    members.fieldNames().forEachRemaining(names::add);
    assertThat(names).containsExactly("tenant", "organization", "readOnly", "test", "console");
    assertThat(members.get("test").textValue()).isEqualTo(keys.issue(DemoKey.TEST).text());
    assertThat(members.at("/console/url").textValue()).isEqualTo("http://localhost:9081/console/");
    assertThat(members.at("/console/email").textValue()).isEqualTo("owner@aether-ash.example");
    assertThat(members.at("/console/password").textValue())
        .isEqualTo(keys.ownerPassword())
        .hasSizeGreaterThanOrEqualTo(20);
    assertThat(Files.list(file.getParent())).containsExactly(file);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }
}
