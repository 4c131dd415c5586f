/** The tables of the floor. */
export const floorSchema = `
create table people (
  id uuid primary key, user_name_key text collate "C" not null unique, external_id text, active boolean not null,
  title text, body text not null, created_at timestamptz(3) not null, modified_at timestamptz(3) not null);
create table groups (
  id uuid primary key, display_name text not null, display_name_key text collate "C" not null unique, external_id text,
  body text not null, created_at timestamptz(3) not null, modified_at timestamptz(3) not null);
create table members (group_id uuid not null, user_id uuid not null, primary key (group_id, user_id));
create index on members (user_id, group_id)`;
