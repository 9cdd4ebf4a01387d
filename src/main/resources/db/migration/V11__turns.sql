-- What nodes do one after another writes the row that it locks: Galera notices at commit who changed a
-- row that another node changed, and knows nothing of rows that were only locked.
alter table first_start add if not exists turn bigint not null default 0;
alter table signing_key_rotation add if not exists turn bigint not null default 0;
