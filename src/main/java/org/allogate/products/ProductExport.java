package org.allogate.products;

import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.allogate.json.Json;

/**
 * Writes the products of a workspace as lines of JSON, a page at a time: however many there are,
 * memory holds one page. The first page is read before the answer begins, so that what fails by
 * then is told in a problem document.
 */
final class ProductExport implements StreamingOutput {
  private static final Logger LOG = Logger.getLogger(ProductExport.class.getName());
  private static final int PAGE = 500;
  private static final UUID BEFORE_ALL = new UUID(0, 0);
  private static final byte[] BROKEN_OFF = "{\"id\":".getBytes(StandardCharsets.US_ASCII);
  private static final ObjectWriter WRITER = Json.mapper().writer();

  private final Products products;
  private final UUID workspace;
  private final List<Product> first;

  private ProductExport(Products products, UUID workspace) {
    this.products = products;
    this.workspace = workspace;
    this.first = products.after(workspace, BEFORE_ALL, PAGE);
  }

  static ProductExport of(Products products, UUID workspace) {
    return new ProductExport(products, workspace);
  }

  @Override
  public void write(OutputStream out) throws IOException {
    try {
      List<Product> page = first;
      while (!page.isEmpty()) {
        writePage(page, out);
        page = products.after(workspace, page.get(page.size() - 1).id(), PAGE);
      }
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, e, () -> "An export broke off");
      // The status is sent. Half a line is no well-formed end, whatever the server adds to it.
      out.write(BROKEN_OFF);
      out.flush();
      throw new IOException("The export broke off", e);
    }
  }

  private static void writePage(List<Product> page, OutputStream out) throws IOException {
    for (Product product : page) {
      out.write(WRITER.writeValueAsBytes(product.line()));
      out.write('\n');
    }
    out.flush();
  }
}
