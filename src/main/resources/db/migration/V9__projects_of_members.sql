-- owner_id: the service account behind the key, or the member, that made it. Neither is ever deleted.
alter table project drop foreign key project_owner;
