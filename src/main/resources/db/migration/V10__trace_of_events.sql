-- Where in which trace an event was caused (traceparent and tracestate of W3C Trace Context). Null where nothing asked
-- for it, or a node did that does not know of traces yet.
alter table webhook_event
  add column if not exists trace_parent char(55)     character set ascii collate ascii_bin null,
  add column if not exists trace_state  varchar(512) character set ascii collate ascii_bin null,
  algorithm = instant;
