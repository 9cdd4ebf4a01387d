package org.allogate.productimports;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.allogate.json.Json;

/** Writes what became of the lines of an import, a batch at a time; the last line is the sum. */
record ImportAnswer(ProductImports imports, UUID workspace, UUID id) implements StreamingOutput {
  @Override
  public void write(OutputStream out) throws IOException {
    int line = 1;
    for (Optional<ImportBatch> batch = imports.batch(id, line);
        batch.isPresent();
        batch = imports.batch(id, line)) {
      out.write(batch.get().results().getBytes(StandardCharsets.UTF_8));
      line = batch.get().nextLine();
    }
    ImportEnd end = imports.byId(workspace, id).orElseThrow().end();
    out.write(Json.mapper().writeValueAsBytes(end));
    out.write('\n');
  }
}
