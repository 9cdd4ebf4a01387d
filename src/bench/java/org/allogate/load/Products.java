package org.allogate.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.allogate.dev.BenchServer;

/** The rows that the measurements need beside the demo's, made where they are missing. */
final class Products {
  static final int COUNT = 100_000;

  private static final String WORKSPACE =
      "(select workspace_id from store where name = 'Aether & Ash (test)')";

  private final BenchServer server;

  Products(BenchServer server) {
    this.server = server;
  }

  /**
   * The test workspace gets active products up to {@link #COUNT}, every third with a profit share,
   * ids in the order of creation; the demo's keys get a limit that no load reaches.
   */
  void load() throws SQLException {
    try (Connection connection = server.connect();
        Statement sql = connection.createStatement()) {
      sql.executeUpdate(
          "update api_key set rate_policy = '1000000;w=1' where rate_policy <> '1000000;w=1'");
      sql.execute(
          "set @missing = "
              + COUNT
              + " - (select count(*) from product where active and workspace_id = "
              + WORKSPACE
              + "), @start = unix_timestamp(now(3)) * 1000");
      sql.executeUpdate(
          """
          insert into product (id, workspace_id, name, price, image, bloggable, active, listed,
            block_credits, item, limited, available_amount, may_copy, may_modify, may_transfer,
            discount_value, discount_type, discount_start, discount_end, description, mp_listing)
          select
            unhex(concat(lpad(hex(cast(@start as integer) + seq), 12, '0'),
              '7000', '8', substr(md5(seq), 1, 15))),
            %s, concat('Brass hat no. ', seq), 50 + seq %% 1000, unhex(md5(seq)), seq %% 3 > 0,
            true, seq %% 8 > 0, false, concat('Brass hat no. ', seq), false, 0, true, false, true,
            if(seq %% 5 = 0, 10, null), if(seq %% 5 = 0, 0, null),
            if(seq %% 5 = 0, '2026-01-01', null), if(seq %% 5 = 0, '2036-01-01', null),
            'A hat in the brass manner, made by hand in the Aether workshop.', 100000 + seq
          from seq_1_to_%d where seq <= @missing
          """
              .formatted(WORKSPACE, COUNT));
      sql.executeUpdate(
          """
          insert into profit_share (product_id, position, user_uuid, percent)
          select p.id, 0, unhex(md5(p.id)), 10 from product p
          where p.workspace_id = %s and p.mp_listing %% 3 = 0
            and not exists (select 1 from profit_share s where s.product_id = p.id)
          """
              .formatted(WORKSPACE));
      sql.execute("analyze table product, profit_share");
    }
  }
}
